create or replace function tabular_import_engine.check_kept_values(
    plan tabular_import_engine.import_plan, needed bigint[]
)
returns void
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
    v_row bigint;
begin
    perform set_config('search_path', plan.search_path, true);
    execute format(
        'select pg_catalog.min(m.row_number) from (%s) as m where m.value operator(pg_catalog.<>) '
        '(%s)::pg_catalog.text',
        tabular_import_engine.met_rows_sql(
            plan, plan.options -> 'drawn' ->> 'column', 's.row_number operator(pg_catalog.=) any($1)'),
        format(plan.options -> 'drawn' ->> 'value', 'm.row_number'))
    into v_row using check_kept_values.needed;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    if v_row is not null then
        -- An error of the moment: the next attempt finds that row.
        raise exception using
            errcode = 'serialization_failure',
            message = format('Row %s of the file, which others of it name, has come into the table meanwhile.', v_row),
            hint = 'Import the file again.';
    end if;
end;
$$;

comment on function tabular_import_engine.check_kept_values(tabular_import_engine.import_plan, bigint[]) is
'Makes sure, after a merge, that rows of the file which others name have what these refer to them by. needed: their '
'numbers. Raises serialization_failure where another session has put one in meanwhile, so that the job is tried again.';
