create or replace function tabular_import_private.staging_progress(job_id bigint)
returns table (
    chunk_rows bigint[], chunk_starts bigint[], chunk_blocks bigint[], is_complete boolean, typed_query text,
    typed_starts bigint[], typed_blocks bigint[], chunk_ordered boolean[], typed_ordered boolean[]
)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_attempt integer;
begin
    select t.attempt into v_attempt
    from tabular_import_private.load_transaction as t
    where t.xid = pg_current_xact_id_if_assigned() and t.job_id = staging_progress.job_id;
    if not found then
        return;
    end if;
    -- Rows that will never come are not waited for: the loader is dead, or another has the job.
    if not exists (
        select from tabular_import_private.import_attempt as a
        where a.job_id = staging_progress.job_id and a.attempt = v_attempt and a.ended_at is null
            and a.lease_until > tabular_import_private.clock()
    ) then
        perform tabular_import_private.raise_attempt_lost(staging_progress.job_id, v_attempt);
    end if;
    return query
    select
        s.chunk_rows, s.chunk_starts, s.chunk_blocks, s.is_complete, s.typed_query, s.typed_starts, s.typed_blocks,
        s.chunk_ordered, s.typed_ordered
    from tabular_import_private.staging as s
    where s.job_id = staging_progress.job_id and s.attempt = v_attempt;
end;
$$;

comment on function tabular_import_private.staging_progress(bigint) is
'See tabular_import_engine.staged_chunks; answers in a load transaction only, and for its own job. Raises '
'attempt_lost when the lease has run out.';

grant execute on function tabular_import_private.staging_progress(bigint) to tabular_import_user, tabular_import_worker;
