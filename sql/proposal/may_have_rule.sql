create or replace function tabular_import_private.may_have_rule(
    cells text[], type_id oid, typmod integer, may_be_null boolean, given jsonb
)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_told constant integer := 200;
    c_century constant jsonb := '{"century": 1950}'::jsonb;
    v_given constant jsonb := coalesce(may_have_rule.given, '{}') - 'asked_separator';
    v_rule jsonb;
begin
    for v_rule in
        select c.rule || a.added
        from (
            select r.rule
            from unnest(tabular_import_private.candidate_rules(
                may_have_rule.type_id, may_have_rule.cells[:c_told], may_have_rule.may_be_null)) as r (rule)
            union
            select r.rule
            from unnest(tabular_import_private.candidate_rules(
                may_have_rule.type_id,
                tabular_import_private.readable_cells(may_have_rule.cells, may_have_rule.type_id), false)) as r (rule)
        ) as c
        cross join unnest(array['{}'::jsonb, c_century]) as a (added)
        where a.added = '{}' or c.rule ? 'date_order' and not v_given ? 'century'
    loop
        if tabular_import_private.is_added_rule(v_given, v_rule) and exists (
            select
            from tabular_import_private.try_cells(
                may_have_rule.cells, may_have_rule.type_id, may_have_rule.typmod,
                tabular_import_private.added_rule(v_given, v_rule)) as t
            where false = any(t.is_bad))
        then
            return true;
        end if;
    end loop;
    return false;
end;
$$;

comment on function tabular_import_private.may_have_rule(text[], oid, integer, boolean, jsonb) is
'Whether there are value options that make a value of any of some refused cells. If not, column_proposal has none for '
'the column. cells: one of each kind; type_id: no domain; may_be_null: an empty cell is no error; given: the column''s '
'options as they are.';
