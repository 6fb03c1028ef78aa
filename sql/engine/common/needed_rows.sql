create or replace function tabular_import_engine.needed_rows(plan tabular_import_engine.import_plan)
returns jsonb
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
    v_link record;
    v_found jsonb;
    v_needs jsonb := '{}'::jsonb;
begin
    if exists (select from tabular_import_engine.own_links(plan.rules)) then
        perform tabular_import_engine.next_chunk(plan, 0, true);
    end if;
    for v_link in select l.number from tabular_import_engine.own_links(plan.rules) as l loop
        perform set_config('search_path', plan.search_path, true);
        execute format(
            'select pg_catalog.jsonb_build_object(''rows'', pg_catalog.array_agg(s.row_number), '
            '''needed'', pg_catalog.array_agg(s.n%1$s)) from %2$s as s '
            'where s.read_error is null and s.n%1$s is not null', v_link.number, plan.staging)
        into v_found;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        v_needs := v_needs || jsonb_build_object(v_link.number, v_found);
    end loop;
    return v_needs;
end;
$$;

comment on function tabular_import_engine.needed_rows(tabular_import_engine.import_plan) is
'Which rows of the file name which others, to be asked before any goes in: for the number of each link to the target '
'itself rows and needed, the numbers of the rows and of those that they name.';
