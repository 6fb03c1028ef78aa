create or replace function tabular_import_engine.check_typed_rows(typed_source text, source text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_typed bigint;
    v_staged bigint;
begin
    execute format('select count(*) %s', check_typed_rows.typed_source) into v_typed;
    execute format('select count(*) %s', tabular_import_engine.good_source_sql(check_typed_rows.source, '{}'))
    into v_staged;
    if v_typed <> v_staged then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('%s row(s) of a chunk are typed instead of %s.', v_typed, v_staged));
    end if;
end;
$$;

comment on function tabular_import_engine.check_typed_rows(text, text) is
'Makes sure that the typed rows of a chunk are those that were staged, before fewer inserted rows are put down to '
'the table. typed_source: see typed_source_sql; source: see chunk_source_sql. Raises invalid_job_state.';
