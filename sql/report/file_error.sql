create or replace function tabular_import_engine.file_error(condition text, message text, hint text)
returns tabular_import_engine.row_outcome
language sql
stable
security invoker
begin atomic
    select
        row(
            null::bigint, null::bigint, null::text, null::text, e.sqlstate, null::text, file_error.message, null::text,
            file_error.hint, null::bigint, false, null::text
        )::tabular_import_engine.row_outcome
    from tabular_import.error_condition as e
    where e.condition = file_error.condition;
end;

comment on function tabular_import_engine.file_error(text, text, text) is
'The error that stands against a whole file, so that none of its rows go in. condition: of view error_condition.';
