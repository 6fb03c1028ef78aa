create or replace function tabular_import_engine.chunk_source(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk
)
returns text
language sql
immutable
security invoker
begin atomic
    select tabular_import_engine.rows_source(
        (chunk_source.plan).staging,
        (chunk_source.chunk).first_block,
        (chunk_source.chunk).last_block,
        (chunk_source.chunk).first_row,
        (chunk_source.chunk).last_row
    );
end;

comment on function tabular_import_engine.chunk_source(
    tabular_import_engine.import_plan, tabular_import_engine.chunk
) is
'from and where of a chunk''s rows in s, the staging table.';
