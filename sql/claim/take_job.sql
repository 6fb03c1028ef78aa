create or replace function tabular_import_private.take_job(
    worker text, queue_name text, lease interval, claimed_by regrole, only_job bigint
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nothing here should wait; where something does, nobody waits with it.
set lock_timeout = '50ms'
as $$
declare
    v_only_superusers boolean := not tabular_import_private.session_may_run(null, take_job.claimed_by);
    v_job tabular_import_private.import_job;
begin
    if take_job.lease is null or take_job.lease not between '1 second' and '1 day' then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('A lease lasts from 1 second to 1 day, not %s.', coalesce(take_job.lease::text, 'NULL')));
    end if;
    if tabular_import_private.is_restored() then
        perform tabular_import_engine.raise_error(
            'not_permitted', 'This database was restored from a dump, and its jobs wait until it is installed again.',
            hint => 'Run ''tabular-import install'' on it: that finds the tables of the jobs again.');
    end if;
    perform tabular_import_private.check_length('name of a worker', take_job.worker, 200);
    perform tabular_import_private.check_length('name of a queue', take_job.queue_name, 200);
    perform tabular_import_private.keep_commits();
    perform tabular_import_private.reap_expired();
    if take_job.only_job is null then
        perform tabular_import_private.wake_jobs(take_job.queue_name);
        perform tabular_import_private.retain_when_due(pg_get_userbyid(take_job.claimed_by));
    end if;
    perform tabular_import_private.clean_up();
    v_job := tabular_import_private.candidate_job(take_job.queue_name, take_job.only_job, v_only_superusers);
    if v_job.id is null then
        return;
    end if;
    perform tabular_import_private.sum_up_tally(v_job.id);
    return query
    select b.*
    from tabular_import_private.begin_attempt(
        v_job.id, coalesce(take_job.worker, ''),
        make_interval(secs => extract(epoch from take_job.lease)::double precision), take_job.claimed_by) as b;
    if take_job.only_job is null then
        perform tabular_import_private.note_turn(v_job.submitter);
    end if;
end;
$$;

comment on function tabular_import_private.take_job(text, text, interval, regrole, bigint) is
'Takes expired jobs back and then the next waiting job (only_job: this one), if there is one. lease: how long the '
'worker may stay silent.';
