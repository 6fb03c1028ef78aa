create or replace function tabular_import_engine.prepare_row(statement text, job_path text)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_prefix constant text := 'tabular_import_row_';
    v_name text;
begin
    -- What a load that failed has left behind in this session.
    for v_name in
        select p.name from pg_prepared_statements as p
        where starts_with(p.name, c_prefix) and p.prepare_time < transaction_timestamp()
    loop
        execute format('deallocate %I', v_name);
    end loop;
    v_name := c_prefix || replace(gen_random_uuid()::text, '-', '');
    perform set_config('search_path', prepare_row.job_path, true);
    execute pg_catalog.format(
        'prepare %I (pg_catalog.text[]) as '
        'with done as (%s returning 1) select pg_catalog.count(*) from done', v_name, prepare_row.statement);
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    return format('execute %I (%%L)', v_name);
exception
    -- "others" leaves out a failed assertion.
    when others or assert_failure then
        return null;
end;
$$;

comment on function tabular_import_engine.prepare_row(text, text) is
'Prepares the insert of a single row, so that it is read and planned once for many rows. statement: without RETURNING, '
'its parameter $1 the cells. Returns what try_prepared wants, with a hole for the cells; NULL '
'where it cannot be prepared: then try_statement says of each row why.';
