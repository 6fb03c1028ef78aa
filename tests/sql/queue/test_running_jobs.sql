begin;
select plan(15);
select tap_help.set_clock('2030-01-01 12:00:00+00');
-- Whose job is taken, and when: submitter and number of the job, from 1 for each test.
create function pg_temp.take(queue text default 'tabular_import') returns text language plpgsql as $$
declare
    v_id bigint := tap_help.take(queue);
begin
    return (select i.submitted_by from tabular_import.import_job as i where i.id = v_id);
end;
$$;
create function pg_temp.submit(role_name text, count integer, options jsonb default '{}') returns bigint language sql as $$
    select count(tap_help.submit('demo.trunk', '{"allow_parallel": true}'::jsonb || options, role_name))
    from generate_series(1, count);
$$;
create function pg_temp.finish_one(role_name text) returns text language sql as $$
    select tap_help.call_as('walter', format('select tabular_import.reject_import(%s, 1, ''no'')', min(i.id)))
    from tabular_import.import_job as i
    where i.submitted_by = role_name and i.status = 'running';
$$;

-- a limit of one role
select tabular_import.set_import_setting('max_running_jobs', 2, 'alice');
select pg_temp.submit('alice', 4, '{"priority": 5}'), pg_temp.submit('bob', 4);
select is(pg_temp.take(), 'alice', 'the first one');
select is(pg_temp.take(), 'alice', 'the second one');
select is(pg_temp.take(), 'bob', 'no third one, whatever its priority');
select is(pg_temp.take(), 'bob', 'the other has no limit');
select is(pg_temp.take(), 'bob', 'at all');
select pg_temp.finish_one('alice');
select is(pg_temp.take(), 'alice', 'when one has ended, another may run');
select is(pg_temp.take(), 'bob', 'and no more');
select is(pg_temp.take(), null, 'a slot stays free');

-- jobs of other queues run, too, and those that a role has claimed itself
select pg_temp.submit('alice', 1, '{"queue": "night"}');
select is(pg_temp.take('night'), null, 'all queues count');
select pg_temp.finish_one('alice'), pg_temp.finish_one('alice');
select tap_help.call_as('alice', format('select job_id from tabular_import.claim_own_import_job(%s, ''me'')', max(i.id)))
from tabular_import.import_job as i
where i.submitted_by = 'alice' and i.status = 'queued' and i.queue_name <> 'night';
select is(pg_temp.take('night'), 'alice', 'a job claimed by oneself counts as one');
select is(pg_temp.take(), null, 'so that two run');

-- for all roles
delete from tabular_import_private.import_job;
select tabular_import.set_import_setting('max_running_jobs', null, 'alice'), tabular_import.set_import_setting('max_running_jobs', 1);
select pg_temp.submit('alice', 2), pg_temp.submit('bob', 2);
select is(array[pg_temp.take(), pg_temp.take(), pg_temp.take()], '{bob,alice,null}', 'one of each');
select tabular_import.set_import_setting('max_running_jobs', 0, 'bob');
select is(pg_temp.take(), 'bob', '0 is no limit');
select tabular_import.set_import_setting('max_running_jobs', null);
select is(pg_temp.take(), 'alice', 'nor is the default');
select is(
    (select s.default_value::text || ' ' || s.of_role from tabular_import.import_setting as s where s.name = 'max_running_jobs'),
    '0 true', 'as it is listed'
);

select * from finish();
rollback;
