create or replace function tabular_import_engine.returning_sql(options jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select
        nullif(
            concat_ws(
                ', ',
                tabular_import_engine.sums_sql(returning_sql.options),
                tabular_import_engine.change_sql(returning_sql.options, 'insert')
            ), ''
        );
end;

comment on function tabular_import_engine.returning_sql(jsonb) is
'What an insert returns so that its rows are added up and noted, NULL without option expect_sums and dry_run. '
'See sums_sql, change_sql, noted_sql.';
