create or replace function tabular_import_engine.shortened_outcome(outcome tabular_import_engine.statement_outcome)
returns tabular_import_engine.statement_outcome
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- With these the engine says that the table skipped a row (02000) and what is a note (00000): users' code may raise
    -- them, but not say so.
    if coalesce(outcome.sqlstate, '02000') in ('02000', '00000') then
        outcome.sqlstate := 'P0001';
    end if;
    outcome.message := tabular_import_engine.shortened(outcome.message);
    outcome.detail := tabular_import_engine.shortened(outcome.detail);
    outcome.hint := tabular_import_engine.shortened(outcome.hint);
    return outcome;
end;
$$;

comment on function tabular_import_engine.shortened_outcome(tabular_import_engine.statement_outcome) is
'What PostgreSQL said, with message, detail and hint as shortened gives them, and P0001 for a '
'SQLSTATE that is no error.';
