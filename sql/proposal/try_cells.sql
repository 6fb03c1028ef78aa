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
begin
    -- "offset 0" keeps the rule from being put in each place of its text.
    execute format(
        'select array_agg(%s order by t.n), array_agg(t.value order by t.n) from ('
        'select %s as value, c.n from unnest($1) with ordinality as c (value, n) offset 0) as t',
        tabular_import_private.bad_cell_sql(try_cells.type_id, try_cells.typmod), v_text)
    into is_bad, texts
    using try_cells.cells;
end;
$$;

comment on function tabular_import_private.try_cells(text[], oid, integer, jsonb) is
'Whether cells are no values of a type under the value options of a rule, and what the rule makes of each. type_id: '
'no domain.';
