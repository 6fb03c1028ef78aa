create or replace function tabular_import_engine.raise_outcome(outcome tabular_import_engine.statement_outcome)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- An empty DETAIL would be shown as such, and NULL is refused.
    if outcome.detail <> '' then
        raise exception using errcode = outcome.sqlstate, message = outcome.message, detail = outcome.detail;
    end if;
    raise exception using errcode = outcome.sqlstate, message = outcome.message;
end;
$$;

comment on function tabular_import_engine.raise_outcome(tabular_import_engine.statement_outcome) is
'Raises anew what try_statement has caught.';
