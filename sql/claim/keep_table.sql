create or replace function tabular_import_private.keep_table(table_id oid, own_submitter oid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Workers look for jobs every 2 seconds.
    c_stand_back constant interval := interval '5 seconds';
    v_now timestamptz := tabular_import_private.clock();
    v_use tabular_import_private.table_use;
begin
    select u.* into v_use
    from tabular_import_private.table_use as u
    where u.table_id = keep_table.table_id
    for no key update skip locked;
    if not found then
        return case
            when exists (
                select from tabular_import_private.table_use as u where u.table_id = keep_table.table_id) then false
        end;
    end if;
    -- Looked up behind the lock: who had it before has committed.
    if tabular_import_private.is_table_in_use(keep_table.table_id) then
        return false;
    end if;
    -- Who takes jobs of his own one after the other is always there before a worker that looks now and then.
    if v_use.submitter = keep_table.own_submitter
        and not coalesce(v_use.yields_from between v_now - interval '1 hour' and v_now - c_stand_back, false)
        and (
            exists (
                select from tabular_import_private.import_job as j
                where j.status = 'queued' and not j.is_scheduled
                    and j.exclusive_table = keep_table.table_id and j.submitter < keep_table.own_submitter)
            or exists (
                select from tabular_import_private.import_job as j
                where j.status = 'queued' and not j.is_scheduled
                    and j.exclusive_table = keep_table.table_id and j.submitter > keep_table.own_submitter)
        )
    then
        if coalesce(v_use.yields_from not between v_now - interval '1 hour' and v_now, true) then
            update tabular_import_private.table_use as u
            set yields_from = v_now
            where u.table_id = keep_table.table_id;
        end if;
        return false;
    end if;
    -- Changed each time, so that a transaction that sees the table as it was before is refused.
    update tabular_import_private.table_use as u
    set submitter = keep_table.own_submitter,
        yields_from = null
    where u.table_id = keep_table.table_id;
    return true;
end;
$$;

comment on function tabular_import_private.keep_table(oid, oid) is
'Keeps a table for the transaction''s claim, until a running job does. Returns false, without waiting, where somebody '
'else has it, and NULL where nobody has noted it, see note_table. own_submitter: who claims a job of his own, else '
'NULL; if he was also the last who did, he stands back for 5 seconds where a job of somebody else waits for the table.';
