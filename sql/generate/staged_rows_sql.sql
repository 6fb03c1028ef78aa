create or replace function tabular_import_engine.staged_rows_sql(
    plan tabular_import_engine.import_plan, condition text default 'true'
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.rows_sql(
            staged_rows_sql.plan,
            format('from %s as s where %s', (staged_rows_sql.plan).staging, staged_rows_sql.condition)
        );
end;

comment on function tabular_import_engine.staged_rows_sql(tabular_import_engine.import_plan, text) is
'The rows_sql of a job''s rows for which condition, SQL on s, is true.';
