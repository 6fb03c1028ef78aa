create or replace function tabular_import_engine.chunk_source_sql(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk
)
returns text
language sql
immutable
security invoker
begin atomic
    select tabular_import_engine.rows_source_sql(
        (chunk_source_sql.plan).staging,
        (chunk_source_sql.chunk).first_block,
        (chunk_source_sql.chunk).last_block,
        (chunk_source_sql.chunk).first_row,
        (chunk_source_sql.chunk).last_row
    );
end;

comment on function tabular_import_engine.chunk_source_sql(
    tabular_import_engine.import_plan, tabular_import_engine.chunk
) is
'from and where of a chunk''s rows in s, the staging table.';
