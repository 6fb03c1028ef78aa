create or replace function tabular_import_engine.change_options(plan tabular_import_engine.import_plan)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns text[];
    v_key text[];
begin
    -- To return a row asks for more rights, and for policies that the import itself does not need.
    if tabular_import_engine.has_insert_rule(plan.table_id) or row_security_active(plan.table_id) then
        return jsonb_build_object();
    end if;
    v_columns := array(
        select c.column_name
        from tabular_import_engine.target_columns(plan.table_id) as c
        where has_column_privilege(plan.table_id, c.column_number, 'select')
        order by c.column_number);
    if v_columns = '{}' then
        return jsonb_build_object();
    end if;
    v_key := coalesce(
        case
            when plan.options ? 'mode'
                then (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m)
        end,
        array(
            select c.column_name from tabular_import_engine.target_columns(plan.table_id) as c
            where c.in_key
            order by c.column_number));
    return jsonb_build_object('changes', jsonb_build_object(
        'columns', v_columns,
        'key', array(select k.name from unnest(v_key) as k (name) where k.name = any(v_columns)),
        'most', coalesce(plan.options -> 'most_changes', '10000'),
        'most_bytes', coalesce(plan.options -> 'most_change_bytes', '67108864'))
        || case
            when plan.options ? 'review'
                then jsonb_build_object('left_out', tabular_import_engine.varying_columns(plan))
            else jsonb_build_object()
        end);
end;
$$;

comment on function tabular_import_engine.change_options(tabular_import_engine.import_plan) is
'What a dry run, or an import under review, notes of the rows that it changes, as entry changes of its plan''s '
'options: columns that the current user may select, key, most and most_bytes, under review also left_out (see '
'varying_columns); {} where to look at the rows would change how the import ends.';
