create or replace function tabular_import_engine.staged_rows(
    plan tabular_import_engine.import_plan, condition text default 'true'
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.rows_query(
            staged_rows.plan, format('from %s as s where %s', (staged_rows.plan).staging, staged_rows.condition)
        );
end;

comment on function tabular_import_engine.staged_rows(tabular_import_engine.import_plan, text) is
'The rows_query of a job''s rows for which condition, SQL on s, is true.';
