create or replace function tabular_import_private.candidate_job(
    queue_name text, only_job bigint, only_superusers boolean
)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Straight along the index of waiting jobs, however many there are and whatever is known of them.
set enable_sort = off
set enable_incremental_sort = off
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
    v_job tabular_import_private.import_job;
    -- In the index's collation, whatever that of a caller's arguments is.
    v_queue text collate "default" := candidate_job.queue_name;
    -- above all priorities
    v_priority bigint := 2147483648;
    v_first record;
    v_is_kept boolean;
    -- One that cannot be noted at once costs a wait; others, after it, are passed over.
    v_may_note boolean := true;
begin
    if candidate_job.only_job is not null then
        select j.* into v_job
        from tabular_import_private.import_job as j
        where j.id = candidate_job.only_job and j.status = 'queued'
            and tabular_import_private.is_due(j.run_after, j.attempt)
            and tabular_import_private.is_role(j.submitter, j.submitter_name)
        for no key update skip locked;
        if v_job.exclusive_table is null
            or tabular_import_private.note_table(v_job.exclusive_table)
            and tabular_import_private.keep_table(v_job.exclusive_table, v_job.submitter)
        then
            return v_job;
        end if;
        return null;
    end if;
    -- From one priority to the next lower one.
    loop
        -- From one submitter and table to the next, past all but the first job of each.
        for v_first in
            with recursive first (priority, submitter, table_id, id) as (
                (
                    select j.priority, j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
                    from tabular_import_private.import_job as j
                    where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                        and j.priority < v_priority
                    order by j.priority desc, j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
                    limit 1
                )
                union all
                select f.priority, n.submitter, n.table_id, n.id
                from first as f
                cross join lateral (
                    select j.submitter, coalesce(j.exclusive_table, 0::oid) as table_id, j.id
                    from tabular_import_private.import_job as j
                    where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                        and j.priority = f.priority
                        and (j.submitter, coalesce(j.exclusive_table, 0::oid)) > (f.submitter, f.table_id)
                    order by j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
                    limit 1
                ) as n
            ),
            running as materialized (
                select j.submitter, count(*) as jobs
                from tabular_import_private.import_job as j
                where j.status = 'running'
                group by j.submitter
            )
            select
                f.priority, f.submitter, f.table_id,
                exists (
                    select from tabular_import_private.import_job as j
                    where j.status = 'running' and j.exclusive_table = f.table_id)
                and tabular_import_private.is_table_in_use(f.table_id) as is_in_use,
                -- Mostly nobody has a limit.
                exists (
                    select from tabular_import_private.setting as s where s.name = 'max_running_jobs') as has_limit
            from first as f
            left join running as r on r.submitter = f.submitter
            left join tabular_import_private.turn as t on t.submitter = f.submitter
            order by coalesce(r.jobs, 0), t.number nulls first, f.id
        loop
            v_priority := v_first.priority;
            continue when v_first.is_in_use
                or v_first.has_limit and not tabular_import_private.may_run_more(v_first.submitter)
                or candidate_job.only_superusers
                and not exists (select from pg_roles as r where r.oid = v_first.submitter and r.rolsuper);
            select j.* into v_job
            from tabular_import_private.import_job as j
            where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                and j.priority = v_first.priority and j.submitter = v_first.submitter
                and coalesce(j.exclusive_table, 0::oid) = v_first.table_id
                and tabular_import_private.is_role(j.submitter, j.submitter_name)
            order by j.id
            limit 1
            for no key update skip locked;
            continue when not found;
            exit when v_job.exclusive_table is null;
            v_is_kept := tabular_import_private.keep_table(v_job.exclusive_table, null);
            if v_is_kept is null and v_may_note then
                v_may_note := tabular_import_private.note_table(v_job.exclusive_table);
                v_is_kept := v_may_note and tabular_import_private.keep_table(v_job.exclusive_table, null);
            end if;
            exit when v_is_kept;
            v_job := null;
        end loop;
        exit when not found or v_job.id is not null;
    end loop;
    return v_job;
end;
$$;

comment on function tabular_import_private.candidate_job(text, bigint, boolean) is
'Locks and returns the waiting job that is next: only_job, else, of the highest priority in the queue, the oldest one '
'of the submitter of whom fewest jobs run, and of those who was served least recently. only_superusers: leave the jobs '
'of others. Of jobs that somebody else has locked or whose time has not come, of tables that a running job or another '
'claim keeps to itself, and of submitters of whom as many run as may, none is taken. Nobody is waited for, but for 50 '
'milliseconds at most who notes a table for the first time, and another claim of a submitter with a limit.';
