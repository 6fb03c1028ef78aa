create or replace function tabular_import_private.staging_progress(job_id bigint)
returns table (chunk_rows bigint[], chunk_starts bigint[], chunk_blocks bigint[], is_complete boolean)
language sql
volatile
security definer
begin atomic
    select
        s.chunk_rows,
        s.chunk_starts,
        s.chunk_blocks,
        s.is_complete
    from tabular_import_private.staging as s
    inner join tabular_import_private.load_transaction as t
        on t.job_id = s.job_id and t.attempt = s.attempt and t.xid = pg_current_xact_id_if_assigned()
    where s.job_id = staging_progress.job_id;
end;

comment on function tabular_import_private.staging_progress(bigint) is
'See tabular_import_engine.staged_chunks; answers in a load transaction only, and for its own job.';
