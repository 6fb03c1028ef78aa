begin;
select plan(31);
create table demo.other (code integer);
create table demo.third (code integer);
grant insert on demo.other, demo.third to tabular_import_user;
select tap_help.set_clock('2030-01-02 12:00:00+00');
create temporary table j as
select
    tap_help.submit('demo.trunk', '{"max_duration": "1 hour"}') as dead,
    tap_help.submit('demo.other', '{"max_duration": "1 hour"}') as alive,
    tap_help.submit('demo.third', '{"max_duration": "1 hour"}') as retried;
select is(tap_help.take(lease => '30 seconds'), j.dead, 'a worker takes a job and dies') from j;
select is(tap_help.take(lease => '30 seconds'), j.alive, 'one lives') from j;
select is(tap_help.take(lease => '30 seconds'), j.retried, 'one has bad luck') from j;
select tap_help.move_clock('10 minutes');
select is(tap_help.beat(j.dead), 'continue', 'the first worker speaks up') from j;
select is(tap_help.beat(j.alive), 'continue', 'the second, too') from j;
select is(tap_help.fail(j.retried, '40001'), 'queued', 'the third is to be tried again') from j;
select is(tap_help.take(), null, 'but not at once');

-- a day back: signs of life are a day ahead
select tap_help.move_clock('-1 day');
select is(tap_help.take('elsewhere'), null, 'any claim');
select results_eq(
    'select a.lease_until, a.started_at from tabular_import.import_attempt as a where a.ended_at is null',
    $$values
    ('2030-01-01 12:10:30+00'::timestamptz, '2030-01-01 12:00:00+00'::timestamptz),
    ('2030-01-01 12:10:30+00', '2030-01-01 12:00:00+00')$$,
    'takes them as given now; ten minutes have passed of the hour'
);
select is(tap_help.take(), j.retried, 'a retry does not wait for a day') from j;
select tap_help.move_clock('29 seconds');
select is(tap_help.beat(j.alive), 'continue', 'who lives goes on') from j;
select is(tap_help.status(j.dead), 'running', 'who does not has a lease') from j;
select tap_help.move_clock('1.001 seconds');
select is(tap_help.take(), j.dead, 'and then no more') from j;
select is(tap_help.attempt(j.dead), 2, 'the job is given to another') from j;
select tap_help.move_clock('20 minutes');
select is(tap_help.beat(j.alive), 'continue', 'after half an hour of the hour') from j;

-- a heartbeat finds it out, too, and takes no more than the hour
select tap_help.move_clock('-1 year');
select is(tap_help.beat(j.alive), 'continue', 'a heartbeat of another time') from j;
select is(
    (select a.lease_until - a.started_at from tabular_import.import_attempt as a where a.job_id = j.alive),
    interval '31 minutes 0.001 seconds', 'what has been used of the hour is kept'
) from j;
select tap_help.move_clock('29 minutes 29 seconds');
select is(tap_help.beat(j.alive), 'continue', 'just within the hour') from j;
select tap_help.move_clock('1 second');
select is(tap_help.beat(j.alive), 'overdue', 'the hour is over') from j;
select is(tap_help.take('elsewhere'), null, 'a claim') from j;
select tap_help.move_clock('-1 year');
select is(tap_help.beat(j.alive), 'continue', 'at another time it is just over') from j;
select tap_help.move_clock('0.001 seconds');
select is(tap_help.beat(j.alive), 'overdue', 'for good, whatever becomes of the clock') from j;
select tap_help.move_clock('30 seconds');
select is(tap_help.take('elsewhere'), null, 'and a lease later') from j;
select is(tap_help.status(j.alive), 'error', 'the job ends') from j;

-- what a user has asked for is a time of the clock
select tap_help.set_clock('2030-01-02 12:00:00+00');
create temporary table k as
select tap_help.submit('demo.third', '{"run_after": "2030-01-02 12:00:10+00", "queue": "later"}') as id;
select tap_help.move_clock('-1 day');
select is(tap_help.take('later'), null, 'a job that nobody has tried waits for the time that was asked for');
select is(
    (select row(h.waiting, h.scheduled, h.oldest_wait)::text from tabular_import.queue_health as h where h.queue_name = 'later'), '(0,1,)',
    'as health shows'
);

-- the past is the past
select is(tap_help.take(), j.dead, 'a job') from j;
select is(tap_help.call_as('walter', format('select tabular_import.reject_import(%s, 3, ''no'')', j.dead)), '', 'ends') from j;
select tap_help.move_clock('-2 hours');
select is(
    (select coalesce(sum(h.failures_last_hour), 0) from tabular_import.queue_health as h), 0::numeric,
    'what will fail is no failure of the last hour'
);
create function pg_temp.purge(older_than text) returns bigint language sql as $$
    select tap_help.call_as('ada', format('select tabular_import.purge_import_jobs(%L)', older_than))::bigint;
$$;
select is(pg_temp.purge('1 day'), 1::bigint, 'it has just ended, the other one long ago');
select tap_help.move_clock('1 day');
select is(pg_temp.purge('1 day'), 1::bigint, 'but a day old after a day');

select * from finish();
rollback;
