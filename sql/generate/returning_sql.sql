create or replace function tabular_import_engine.returning_sql(options jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select coalesce(' returning ' || tabular_import_engine.sums_sql(returning_sql.options), '');
end;

comment on function tabular_import_engine.returning_sql(jsonb) is
'What stands behind an insert so that its rows are added up, empty without option expect_sums. See sums_sql.';
