create or replace function tabular_import_private.try_cells(
    cells text[], type_id oid, typmod integer, rule jsonb, out is_bad boolean[], out texts text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    v_text text := coalesce(
        tabular_import_engine.rule_sql(
            try_cells.type_id, try_cells.typmod, nullif(try_cells.rule, '{}'), 'c.value'),
        'c.value');
    v_is_bad text;
begin
    -- A cast to an enum may be made by users, at any time, and their code is not run here.
    select format(
        't.value <> '''' and t.value <> all (%L::text[])', array_agg(e.enumlabel::text order by e.enumsortorder))
    into v_is_bad
    from pg_enum as e
    where e.enumtypid = try_cells.type_id
    having count(*) > 0;
    if v_is_bad is null then
        select s.is_bad into v_is_bad
        from tabular_import_engine.soft_check_sql(
            try_cells.type_id, try_cells.typmod, 't.value', 'pg_catalog, pg_temp') as s;
    end if;
    -- "offset 0" keeps the rule from being put in each place of its text.
    execute format(
        'select array_agg(coalesce(%s, false) order by t.n), array_agg(t.value order by t.n) from ('
        'select %s as value, c.n from unnest($1) with ordinality as c (value, n) offset 0) as t',
        v_is_bad, v_text)
    into is_bad, texts
    using try_cells.cells;
end;
$$;

comment on function tabular_import_private.try_cells(text[], oid, integer, jsonb) is
'Whether cells are no values of a type under the value options of a rule, and what the rule makes of each. type_id: '
'no domain.';
