create or replace function tabular_import_private.take_room(owner oid, bytes bigint, files bigint, jobs bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_slots constant integer := tabular_import_private.room_count();
    -- of 50 milliseconds each
    c_waits constant integer := 10;
    -- Of bytes, files and jobs, in this order, as all arrays here.
    c_names constant text[] := array['bytes', 'files', 'waiting jobs'];
    c_settings constant text[] := array['max_user_bytes', 'max_user_files', 'max_waiting_jobs'];
    c_exceeded constant text[] := array[
        'Your files would take up more than the %s bytes allowed.',
        'You would have more than the %s files allowed.',
        'You would have more than the %s waiting jobs allowed.'];
    c_remedies constant text[] := array[
        'Delete jobs that are done', 'Delete jobs that are done', 'Wait until some of them are done, or cancel them'];
    v_is_read_committed boolean := current_setting('transaction_isolation') = 'read committed';
    v_name name := pg_get_userbyid(take_room.owner);
    v_added bigint[] := array[take_room.bytes, take_room.files, take_room.jobs];
    v_allowed bigint[] := array[
        case when take_room.bytes > 0 then tabular_import_private.setting('max_user_bytes', take_room.owner) end,
        case when take_room.files > 0 then tabular_import_private.setting('max_user_files', take_room.owner) end,
        case when take_room.jobs > 0 then tabular_import_private.setting('max_waiting_jobs', take_room.owner) end];
    v_before bigint[] := '{0,0,0}';
    v_used bigint[];
    v_bytes bigint := 0;
    v_files bigint := 0;
    v_jobs bigint := 0;
    v_share bigint;
    v_slots bigint;
    v_scarce integer;
    v_slot integer;
    v_taken integer := 0;
    v_needed bigint;
    v_new integer;
    v_waits integer := 0;
begin
    -- What transactions that have not ended have added cannot be seen. But each of them has locked slots for it, and
    -- nobody waits long for these: the slots that are not ours count as full. Far below the limits there is room for
    -- all of them; near one, this transaction takes as many as it needs to be sure, and what cannot be had soon is
    -- refused.
    if pg_current_xact_id_if_assigned() is not null then
        select
            count(*), min(r.slot),
            array[coalesce(sum(r.bytes), 0), coalesce(sum(r.files), 0), coalesce(sum(r.jobs), 0)]
        into v_taken, v_slot, v_before
        from tabular_import_private.room as r
        where r.owner = take_room.owner and r.xid = pg_current_xact_id();
    end if;
    if v_taken > 0 then
        update tabular_import_private.room as r
        set bytes = r.bytes + take_room.bytes,
            files = r.files + take_room.files,
            jobs = r.jobs + take_room.jobs
        where r.owner = take_room.owner and r.slot = v_slot;
    end if;
    loop
        v_new := 0;
        if v_taken = 0 then
            -- One is always needed, and mostly enough.
            update tabular_import_private.room as r
            set xid = pg_current_xact_id(),
                bytes = take_room.bytes,
                files = take_room.files,
                jobs = take_room.jobs
            from (
                select a.slot
                from tabular_import_private.room as a
                where a.owner = take_room.owner
                limit 1
                for update skip locked
            ) as a
            where r.owner = take_room.owner and r.slot = a.slot;
            get diagnostics v_taken = row_count;
        end if;
        if v_taken > 0 then
            -- Looked up behind the locks: who had them before has committed.
            if take_room.bytes > 0 or take_room.files > 0 then
                select coalesce(sum(f.size), 0), count(*) into v_bytes, v_files
                from tabular_import_private.import_file as f
                where f.owner = take_room.owner and f.owner_name = v_name and f.content_deleted_at is null;
            end if;
            if take_room.jobs > 0 then
                select count(*) into v_jobs
                from (
                    select from tabular_import_private.import_job as j
                    where j.submitter = take_room.owner and j.submitter_name = v_name and j.status = 'queued'
                    union all
                    select from tabular_import_private.import_job as j
                    where j.submitter = take_room.owner and j.submitter_name = v_name
                        and j.status = 'held' and j.held_at is not null
                    union all
                    -- What he has claimed himself he can hand back at any time.
                    select from tabular_import_private.import_job as j
                    where j.submitter = take_room.owner and j.submitter_name = v_name
                        and j.status = 'running' and j.claimed_by = j.submitter
                    limit v_allowed[3] + 1
                ) as w;
            end if;
            v_used := array[v_bytes + take_room.bytes, v_files + take_room.files, v_jobs + take_room.jobs];
            v_needed := case when v_is_read_committed then 1 else c_slots end;
            v_scarce := null;
            for k in 1..3 loop
                continue when v_added[k] = 0;
                if v_used[k] > v_allowed[k] then
                    perform tabular_import_private.raise_limit(
                        format(c_exceeded[k], v_allowed[k]), c_remedies[k], c_settings[k]);
                end if;
                -- What one slot stands for: at most half of the limit is in hand at a time.
                v_share := greatest(v_allowed[k] / (2 * c_slots), 1);
                v_slots := greatest(
                    (v_before[k] + v_added[k] + v_share - 1) / v_share, c_slots - (v_allowed[k] - v_used[k]) / v_share);
                if v_slots > v_needed or v_scarce is null then
                    v_needed := greatest(v_needed, v_slots);
                    v_scarce := k;
                end if;
            end loop;
            exit when v_taken >= least(v_needed, c_slots);
            update tabular_import_private.room as r
            set xid = pg_current_xact_id(),
                bytes = 0,
                files = 0,
                jobs = 0
            from (
                select a.slot
                from tabular_import_private.room as a
                where a.owner = take_room.owner and a.xid is distinct from pg_current_xact_id()
                limit least(v_needed, c_slots) - v_taken
                for update skip locked
            ) as a
            where r.owner = take_room.owner and r.slot = a.slot;
            get diagnostics v_new = row_count;
            v_taken := v_taken + v_new;
        end if;
        continue when v_new > 0;
        if not exists (select from tabular_import_private.room as r where r.owner = take_room.owner) then
            perform tabular_import_private.make_rooms(take_room.owner);
        elsif v_is_read_committed and v_waits < c_waits then
            v_waits := v_waits + 1;
            perform pg_sleep(0.05);
        elsif v_taken = 0 then
            perform tabular_import_engine.raise_error(
                'limit_exceeded',
                format('Other open transactions of yours hold all %s places that there are for what is stored at '
                    'a time.', c_slots),
                hint => 'Commit or roll them back, and store less in one transaction; then try again.');
        else
            perform tabular_import_private.raise_limit(
                format('With what other open transactions of yours store, it might be more than the %s %s allowed.',
                    v_allowed[v_scarce], c_names[v_scarce]),
                'Commit or roll them back and try again', c_settings[v_scarce]);
        end if;
    end loop;
end;
$$;

comment on function tabular_import_private.take_room(oid, bigint, bigint, bigint) is
'Reserves room for the bytes, files and waiting jobs that a role adds, exact against all that happens at the same '
'time, and without waiting for it for more than half a second. Raises limit_exceeded where the role would have more '
'than the settings allow, or only other open transactions can tell.';
