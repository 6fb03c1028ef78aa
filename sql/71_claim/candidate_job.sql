create or replace function tabular_import_private.candidate_job(
    queue_name text, only_job bigint, only_superusers boolean, skipped_tables oid[]
)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Straight along the index of waiting jobs, however many there are and whatever is known of them.
set enable_sort = off
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_job tabular_import_private.import_job;
begin
    if candidate_job.only_job is not null then
        select j.* into v_job
        from tabular_import_private.import_job as j
        where j.id = candidate_job.only_job and j.status = 'queued'
            and tabular_import_private.is_due(j.run_after, j.attempt)
            and pg_get_userbyid(j.submitter) = j.submitter_name
            and coalesce(j.exclusive_table <> all(candidate_job.skipped_tables), true)
            and not exists (
                select from tabular_import_private.import_job as r
                where r.status = 'running' and r.exclusive_table = j.exclusive_table)
        for no key update skip locked;
    else
        select j.* into v_job
        from tabular_import_private.import_job as j
        where j.status = 'queued' and j.queue_name = candidate_job.queue_name
            and tabular_import_private.is_due(j.run_after, j.attempt)
            and pg_get_userbyid(j.submitter) = j.submitter_name
            and (
                not candidate_job.only_superusers
                or exists (select from pg_roles as r where r.oid = j.submitter and r.rolsuper))
            and coalesce(j.exclusive_table <> all(candidate_job.skipped_tables), true)
            and not exists (
                select from tabular_import_private.import_job as r
                where r.status = 'running' and r.exclusive_table = j.exclusive_table)
        order by j.priority desc, j.id
        limit 1
        for no key update skip locked;
    end if;
    return v_job;
end;
$$;

comment on function tabular_import_private.candidate_job(text, bigint, boolean, oid[]) is
'Locks and returns the waiting job that is next: only_job, else the one of the queue with the highest priority, '
'the oldest among those. only_superusers: leave the jobs of others; skipped_tables: tables whose jobs are left '
'alone. Of jobs that somebody else has locked or whose time has not come, and of tables that a running job keeps '
'to itself, nothing is taken.';
