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
    v_top record;
    v_first record;
    -- One that cannot be noted at once costs a wait; others, after it, are passed over.
    v_may_note boolean := true;
begin
    if candidate_job.only_job is not null then
        select j.* into v_job
        from tabular_import_private.import_job as j
        where j.id = candidate_job.only_job and j.status = 'queued'
            and tabular_import_private.is_due(j.run_after, j.attempt)
            and pg_get_userbyid(j.submitter) = j.submitter_name
        for no key update skip locked;
        if v_job.exclusive_table is null
            or tabular_import_private.note_table(v_job.exclusive_table)
            and tabular_import_private.keep_table(v_job.exclusive_table, v_job.submitter)
        then
            return v_job;
        end if;
        return null;
    end if;
    loop
        select j.priority, j.submitter, coalesce(j.exclusive_table, 0::oid) as table_id into v_top
        from tabular_import_private.import_job as j
        where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
            and j.priority < v_priority
        order by j.priority desc, j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
        limit 1;
        exit when not found;
        v_priority := v_top.priority;
        -- Mostly there is one submitter and one table: nobody else's turn has to be looked at.
        if not exists (
            select from tabular_import_private.import_job as j
            where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                and j.priority = v_priority
                and (j.submitter, coalesce(j.exclusive_table, 0::oid)) > (v_top.submitter, v_top.table_id)
        ) then
            if not candidate_job.only_superusers
                or exists (select from pg_roles as r where r.oid = v_top.submitter and r.rolsuper)
            then
                select j.* into v_job
                from tabular_import_private.import_job as j
                where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                    and j.priority = v_priority and j.submitter = v_top.submitter
                    and coalesce(j.exclusive_table, 0::oid) = v_top.table_id
                    and pg_get_userbyid(j.submitter) = j.submitter_name
                order by j.id
                limit 1
                for no key update skip locked;
                continue when not found;
                if v_job.exclusive_table is not null and v_may_note then
                    v_may_note := tabular_import_private.note_table(v_job.exclusive_table);
                end if;
                if v_job.exclusive_table is null
                    or tabular_import_private.keep_table(v_job.exclusive_table, null)
                then
                    return v_job;
                end if;
            end if;
            continue;
        end if;
        -- From one submitter and table to the next, past all but the first job of each.
        for v_first in
            with recursive first (submitter, table_id, id) as (
                (
                    select j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
                    from tabular_import_private.import_job as j
                    where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                        and j.priority = v_priority
                    order by j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
                    limit 1
                )
                union all
                select n.submitter, n.table_id, n.id
                from first as f
                cross join lateral (
                    select j.submitter, coalesce(j.exclusive_table, 0::oid) as table_id, j.id
                    from tabular_import_private.import_job as j
                    where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                        and j.priority = v_priority
                        and (j.submitter, coalesce(j.exclusive_table, 0::oid)) > (f.submitter, f.table_id)
                    order by j.submitter, coalesce(j.exclusive_table, 0::oid), j.id
                    limit 1
                ) as n
            )
            select f.submitter, f.table_id
            from first as f
            left join tabular_import_private.turn as t on t.submitter = f.submitter
            where
                not (
                    exists (
                        select from tabular_import_private.import_job as r
                        where r.status = 'running' and r.exclusive_table = f.table_id)
                    and tabular_import_private.is_table_in_use(f.table_id))
                and (
                    not candidate_job.only_superusers
                    or exists (select from pg_roles as r where r.oid = f.submitter and r.rolsuper))
            order by t.number nulls first, f.id
        loop
            select j.* into v_job
            from tabular_import_private.import_job as j
            where j.status = 'queued' and not j.is_scheduled and j.queue_name = v_queue
                and j.priority = v_priority and j.submitter = v_first.submitter
                and coalesce(j.exclusive_table, 0::oid) = v_first.table_id
                and pg_get_userbyid(j.submitter) = j.submitter_name
            order by j.id
            limit 1
            for no key update skip locked;
            continue when not found;
            exit when v_job.exclusive_table is null;
            if v_may_note then
                v_may_note := tabular_import_private.note_table(v_job.exclusive_table);
            end if;
            exit when tabular_import_private.keep_table(v_job.exclusive_table, null);
            v_job := null;
        end loop;
        if v_job.id is not null then
            return v_job;
        end if;
    end loop;
    return null;
end;
$$;

comment on function tabular_import_private.candidate_job(text, bigint, boolean) is
'Locks and returns the waiting job that is next: only_job, else, of the highest priority in the queue, the oldest one '
'of the submitter who was served least recently. only_superusers: leave the jobs of others. Of jobs that somebody '
'else has locked or whose time has not come, and of tables that a running job or another claim keeps to itself, none '
'is taken. Nobody is waited for, but at most once, for 50 milliseconds, who notes a table for the first time.';
