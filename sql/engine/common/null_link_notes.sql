create or replace function tabular_import_engine.null_link_notes(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nobody has counted the staged rows.
set enable_nestloop = off
set work_mem = '64MB'
set jit = off
as $$
declare
    c_most_listed constant integer := 10;
    v_link record;
    v_values bigint;
    v_keys bigint;
    v_listed text[];
begin
    for v_link in
        select l.link, l.link ->> 'name' as name
        from tabular_import_engine.plan_links(plan.options) as l
        where l.link ->> 'on_missing' = 'null'
        order by l.number
    loop
        perform set_config('search_path', plan.search_path, true);
        execute tabular_import_engine.fill(
            $sql$
select pg_catalog.sum(m.count)::pg_catalog.int8, pg_catalog.count(*),
    (pg_catalog.array_agg(m.key order by m.first))[:{most}]
from (
    select {key} as key, pg_catalog.count(*) as count, pg_catalog.min(s.row_number) as first
    {source} and l1.v1 is null
    group by 1
) as m
$sql$,
            'most', c_most_listed::text,
            'key', tabular_import_engine.link_key_sql(v_link.link),
            'source', tabular_import_engine.linked_source_sql(plan, v_link.link))
        into v_values, v_keys, v_listed;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        if v_keys > 0 then
            return next row(
                null, null, null, null, '00000', null,
                format(
                    '%s value(s) of %s name no row and became NULL: %s%s.', v_values, v_link.name,
                    (
                        select string_agg(tabular_import_engine.shown_key(k.key), ', ' order by k.n)
                        from unnest(v_listed) with ordinality as k (key, n)
                    ),
                    case when v_keys > c_most_listed then format(' and %s more', v_keys - c_most_listed) end),
                null, null, null, false, null)::tabular_import_engine.row_outcome;
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.null_link_notes(tabular_import_engine.import_plan) is
'Notes on the values of links that name no row and became NULL, as option links says, as outcomes with SQLSTATE 00000.';
