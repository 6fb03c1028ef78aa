create or replace function tabular_import_engine.without_blanks(plan tabular_import_engine.import_plan)
returns tabular_import_engine.import_plan
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_blank text := tabular_import_engine.merge_blank(plan.options);
    v_key text[] := (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m);
begin
    if v_blank <> 'null' then
        plan.default_positions := array(
            select h.position::integer
            from unnest(plan.header) with ordinality as h (name, position)
            inner join tabular_import_engine.target_columns(plan.table_id) as c on c.column_name = h.name
            where h.name <> all(v_key) and (v_blank = 'keep' or c.has_default)
            order by h.position);
    elsif plan.options ? 'row_version' then
        plan.default_positions := array(
            select m.place::integer
            from tabular_import_engine.key_indexes(plan.table_id, v_key) as k
            cross join lateral tabular_import_engine.merge_columns(plan, k.numbers) as m
            where m.may_be_empty
            union
            select unnest(plan.default_positions)
            order by 1);
    end if;
    return plan;
end;
$$;

comment on function tabular_import_engine.without_blanks(tabular_import_engine.import_plan) is
'The plan with which the cells of rows to be merged are judged: an empty one that is not to be the value, as option '
'if_blank has it, or may be an empty text that stays, counts as one that means the default.';
