create or replace function tabular_import_engine.staged_chunks(job_id bigint)
returns table (
    chunk_rows bigint[], chunk_starts bigint[], chunk_blocks bigint[], is_complete boolean, typed_query text,
    typed_starts bigint[], typed_blocks bigint[], chunk_ordered boolean[], typed_ordered boolean[]
)
language sql
volatile
security invoker
begin atomic
    select
        s.chunk_rows,
        s.chunk_starts,
        s.chunk_blocks,
        s.is_complete,
        s.typed_query,
        s.typed_starts,
        s.typed_blocks,
        s.chunk_ordered,
        s.typed_ordered
    from tabular_import_private.staging_progress(staged_chunks.job_id) as s;
end;

comment on function tabular_import_engine.staged_chunks(bigint) is
'How far the loader is with staging the job that the current transaction imports.';
