create or replace function tabular_import_engine.shortened(value text)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when length(shortened.value) > 4000
            then left(shortened.value, 4000) || format(' ... (%s characters)', length(shortened.value))
        else shortened.value
    end;
end;

comment on function tabular_import_engine.shortened(text) is
'A text for a report: at most 4,000 characters of it, and how many there are. Users'' code may say any number.';

create or replace function tabular_import_engine.shortened(outcome tabular_import_engine.statement_outcome)
returns tabular_import_engine.statement_outcome
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    outcome.message := tabular_import_engine.shortened(outcome.message);
    outcome.detail := tabular_import_engine.shortened(outcome.detail);
    outcome.hint := tabular_import_engine.shortened(outcome.hint);
    return outcome;
end;
$$;

comment on function tabular_import_engine.shortened(tabular_import_engine.statement_outcome) is
'The same of the message, detail and hint of what PostgreSQL said.';
