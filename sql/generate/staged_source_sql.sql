create or replace function tabular_import_engine.staged_source_sql(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        tabular_import_engine.rows_source_sql(
            (staged_source_sql.plan).staged,
            (staged_source_sql.chunk).first_block,
            (staged_source_sql.chunk).last_block,
            (staged_source_sql.chunk).first_row,
            (staged_source_sql.chunk).last_row
        );
end;

comment on function tabular_import_engine.staged_source_sql(
    tabular_import_engine.import_plan, tabular_import_engine.chunk
) is
'from and where of a chunk''s rows in s as the file has them: neither rules nor links have been asked.';
