create or replace function tabular_import_private.take_room(owner oid, kind text, added bigint, allowed bigint)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_slots constant integer := tabular_import_private.room_count();
    v_setting text := case take_room.kind when 'jobs' then 'max_waiting_jobs' else 'max_user_' || take_room.kind end;
    -- What one slot stands for: at most half of the limit is in hand at a time.
    v_share bigint := greatest(take_room.allowed / (2 * c_slots), 1);
    -- half a second
    c_waits constant integer := 10;
    v_waits integer := 0;
    v_taken integer;
    v_mine bigint;
    v_used bigint;
    v_needed integer;
    v_new integer;
    v_is_first boolean := true;
    v_is_noted boolean := false;
begin
    -- What transactions that have not ended have added cannot be seen. But each of them has locked slots for it, and
    -- nobody waits long for these: the slots that are not ours count as full. Far below the limit there is room for all
    -- of them; near it, this transaction takes as many as it needs to be sure, and what cannot be had soon is refused.
    loop
        select
            count(*),
            coalesce(sum(case take_room.kind when 'bytes' then r.bytes when 'files' then r.files else r.jobs end), 0)
            - case when v_is_noted then take_room.added else 0 end
        into v_taken, v_mine
        from tabular_import_private.room as r
        where r.owner = take_room.owner and r.xid = pg_current_xact_id();
        if v_taken = 0 and v_is_first then
            -- One is always needed, and mostly enough.
            update tabular_import_private.room as r
            set xid = pg_current_xact_id(),
                bytes = case take_room.kind when 'bytes' then take_room.added else 0 end,
                files = case take_room.kind when 'files' then take_room.added else 0 end,
                jobs = case take_room.kind when 'jobs' then take_room.added else 0 end
            from (
                select a.slot
                from tabular_import_private.room as a
                where a.owner = take_room.owner
                limit 1
                for update skip locked
            ) as a
            where r.owner = take_room.owner and r.slot = a.slot;
            v_is_noted := found;
            v_taken := v_is_noted::integer;
        end if;
        v_is_first := false;
        -- Looked up behind the locks: who had them before has committed.
        v_used := take_room.added + case take_room.kind
            when 'bytes' then (
                select coalesce(sum(f.size), 0) from tabular_import_private.import_file as f
                where f.owner = take_room.owner and f.owner_name = pg_get_userbyid(take_room.owner))
            when 'files' then (
                select count(*) from tabular_import_private.import_file as f
                where f.owner = take_room.owner and f.owner_name = pg_get_userbyid(take_room.owner))
            else (
                select count(*)
                from (
                    select from tabular_import_private.import_job as j
                    where j.submitter = take_room.owner and j.submitter_name = pg_get_userbyid(take_room.owner)
                        and j.status = 'queued'
                    union all
                    -- What he has claimed himself he can hand back at any time.
                    select from tabular_import_private.import_job as j
                    where j.submitter = take_room.owner and j.submitter_name = pg_get_userbyid(take_room.owner)
                        and j.status = 'running' and j.claimed_by = j.submitter
                    limit take_room.allowed + 1
                ) as w)
        end;
        if v_used > take_room.allowed then
            return v_used;
        end if;
        v_needed := case
            when current_setting('transaction_isolation') <> 'read committed' then c_slots
            else least(c_slots, greatest(
                1, ceil((v_mine + take_room.added)::numeric / v_share),
                c_slots - (take_room.allowed - v_used) / v_share))
        end;
        exit when v_taken >= v_needed;
        update tabular_import_private.room as r
        set xid = pg_current_xact_id(),
            bytes = 0,
            files = 0,
            jobs = 0
        from (
            select a.slot
            from tabular_import_private.room as a
            where a.owner = take_room.owner and a.xid is distinct from pg_current_xact_id()
            limit v_needed - v_taken
            for update skip locked
        ) as a
        where r.owner = take_room.owner and r.slot = a.slot;
        get diagnostics v_new = row_count;
        if v_new = 0 then
            if exists (select from tabular_import_private.room as r where r.owner = take_room.owner) then
                if current_setting('transaction_isolation') = 'read committed' and v_waits < c_waits then
                    v_waits := v_waits + 1;
                    perform pg_sleep(0.05);
                    continue;
                end if;
                if v_taken = 0 then
                    perform tabular_import_engine.raise_error(
                        'limit_exceeded',
                        format(
                            'Other open transactions of yours hold all %s places that there are for what is stored '
                            'at a time.', c_slots),
                        hint => 'Commit or roll them back, and store less in one transaction; then try again.');
                end if;
                perform tabular_import_private.raise_limit(
                    format('With what other open transactions of yours store, it might be more than the %s %s allowed.',
                        take_room.allowed,
                        case take_room.kind when 'jobs' then 'waiting jobs' else take_room.kind end),
                    'Commit or roll them back and try again', v_setting);
            end if;
            perform tabular_import_private.make_rooms(take_room.owner);
        end if;
    end loop;
    if not v_is_noted then
        update tabular_import_private.room as r
        set bytes = r.bytes + case take_room.kind when 'bytes' then take_room.added else 0 end,
            files = r.files + case take_room.kind when 'files' then take_room.added else 0 end,
            jobs = r.jobs + case take_room.kind when 'jobs' then take_room.added else 0 end
        where r.owner = take_room.owner and r.slot = (
            select min(a.slot)
            from tabular_import_private.room as a
            where a.owner = take_room.owner and a.xid = pg_current_xact_id());
    end if;
    return v_used;
end;
$$;

comment on function tabular_import_private.take_room(oid, text, bigint, bigint) is
'Reserves room for what a role adds (kind: bytes, files or jobs that wait; allowed: how much the role may have), exact '
'against all that happens at the same time, and without waiting for it for more than half a second. Returns what the '
'role has with it; where that is more than allowed, the caller has to raise an error. Raises limit_exceeded where '
'only other transactions can tell.';
