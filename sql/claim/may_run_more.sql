create or replace function tabular_import_private.may_run_more(submitter oid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit bigint := tabular_import_private.setting('max_running_jobs', may_run_more.submitter);
begin
    if v_limit = 0 then
        return true;
    end if;
    -- One claim at a time, so that each counts what those before it have taken.
    begin
        insert into tabular_import_private.turn (submitter, number)
        values (may_run_more.submitter, 0)
        on conflict on constraint turn_pkey do nothing;
        -- Changed each time, so that a transaction that sees the jobs as they were before is refused.
        update tabular_import_private.turn as t
        set number = t.number
        where t.submitter = may_run_more.submitter;
    exception
        when lock_not_available or deadlock_detected or serialization_failure then
            return false;
    end;
    return (
        select count(*)
        from (
            select
            from tabular_import_private.import_job as j
            where j.status = 'running' and j.submitter = may_run_more.submitter
            limit v_limit
        ) as r
    ) < v_limit;
end;
$$;

comment on function tabular_import_private.may_run_more(oid) is
'Whether a worker may run another job of a submitter, by the setting max_running_jobs; true is so until the '
'transaction ends. Waits for another claim of the submitter as long as lock_timeout says, and returns false then.';
