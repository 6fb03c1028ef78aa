create or replace function tabular_import_engine.try_prepared(call text, cells text[], job_path text)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    perform set_config('search_path', try_prepared.job_path, true);
    execute pg_catalog.format(try_prepared.call, try_prepared.cells) into v_count;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    return v_count;
exception
    -- "others" leaves out a failed assertion.
    when others or assert_failure then
        return null;
end;
$$;

comment on function tabular_import_engine.try_prepared(text, text[], text) is
'Inserts a row by a statement of prepare_row, under the submitter''s search_path and in a subtransaction. Returns the '
'number of rows that went in; NULL where it failed, for whatever reason: then try_statement has to say why.';
