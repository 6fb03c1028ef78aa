create or replace function tabular_import_private.take_job(
    worker text, queue_name text, lease interval, claimed_by regrole, only_job bigint
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- A claim that has not committed may hold the table; it may not hold up the others.
set lock_timeout = '200ms'
as $$
declare
    v_job tabular_import_private.claimed_job;
    v_skipped oid[] := '{}';
begin
    if take_job.lease is null or take_job.lease not between '1 second' and '1 day' then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('A lease lasts from 1 second to 1 day, not %s.', coalesce(take_job.lease::text, 'NULL')));
    end if;
    perform tabular_import_private.reap_expired();
    perform tabular_import_private.drop_orphaned_staging();
    loop
        begin
            select t.* into v_job
            from tabular_import_private.take_next_job(
                coalesce(take_job.worker, ''), take_job.queue_name, take_job.lease, take_job.claimed_by,
                take_job.only_job, v_skipped) as t;
            if v_job.job_id is not null then
                return next v_job;
            end if;
            return;
        exception
            when unique_violation or lock_not_available then
                v_skipped := v_skipped || array(
                    select j.exclusive_table
                    from tabular_import_private.import_job as j
                    where j.status = 'queued' and j.exclusive_table <> all(v_skipped)
                        and (j.id = take_job.only_job or j.queue_name = take_job.queue_name)
                    order by j.priority desc, j.id
                    limit 1);
        end;
    end loop;
end;
$$;

comment on function tabular_import_private.take_job(text, text, interval, regrole, bigint) is
'Takes expired jobs back and then the next waiting job (only_job: this one), if there is one. lease: how long the '
'worker may stay silent.';
