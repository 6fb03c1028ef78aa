create or replace function tabular_import_engine.fallback_outcome(statement_name text, sqlstate text)
returns tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Neither the message nor the statement: both may hold what is in the file.
    raise log 'tabular_import: % failed with SQLSTATE %, a slower way takes over',
        fallback_outcome.statement_name, fallback_outcome.sqlstate;
    return row(
        null, null, null, null, '00000', null, null, null, null, null, null,
        fallback_outcome.statement_name)::tabular_import_engine.row_outcome;
end;
$$;

comment on function tabular_import_engine.fallback_outcome(text, text) is
'The outcome that tells that a query which should diagnose has raised, so that something slower takes over or less is '
'said; it is counted with the attempt. Writes it to the server''s log. statement_name: the function that makes or runs '
'the query; sqlstate: what it raised.';
