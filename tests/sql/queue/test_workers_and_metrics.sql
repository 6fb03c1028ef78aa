begin;
select plan(34);
select tap_help.set_clock('2030-01-01 12:00:00+00');

-- workers
create function pg_temp.beat(id integer, queue_name text default 'tabular_import', version text default null)
returns text language sql as $$
    select tap_help.call_as('walter', format(
        'select coalesce(tabular_import.note_import_worker(%L, %L, %L, %L, %L, 2), ''fits'')',
        format('00000000-0000-0000-0000-%s', lpad(beat.id::text, 12, '0')), 'box/' || beat.id,
        coalesce(beat.version, i.version), i.digest, beat.queue_name))
    from tabular_import_private.installation as i
$$;
create temporary table p as select tap_help.submit('demo.trunk', '{"queue": "night"}') as waiting;
prepare health as
select row(h.queue_name, h.waiting, h.workers, h.is_unserved, h.other_versions)::text
from tabular_import.queue_health as h order by 1;
prepare problems as
select row(h.queue_name, h.problem)::text from tabular_import.health_problems() as h;
select results_eq('health', array['(night,1,0,t,0)'], 'a queue with jobs that nobody serves');
select is_empty('problems', 'it may be served in a moment');
select tap_help.move_clock('31 seconds');
select results_eq('problems', array['(night,unserved)'], 'then it is a problem');
select is(pg_temp.beat(1), 'fits', 'a worker of the same program');
select is(pg_temp.beat(2, 'night', '9.9'), 'The schema was installed by version ' || i.version || ' of the program, and this worker is of version 9.9. Install the newer one everywhere, and run ''tabular-import install'' with it.', 'one of another version')
from tabular_import_private.installation as i;
select results_eq('health', array['(night,1,1,f,1)', '(tabular_import,0,1,f,0)'], 'the queue is served, by another version');
select results_eq('problems', array['(night,other_version)'], 'which is a problem, too');
prepare workers as
select row(w.host, w.process, w.is_current, w.queue_name, w.concurrency, w.role_name, w.current_jobs)::text
from tabular_import.import_worker as w order by w.process;
select results_eq('workers', array['(box,1,t,tabular_import,2,walter,{})', '(box,2,f,night,2,walter,{})'], 'both live');
select is(
    tap_help.call_as('walter', 'select job_id from tabular_import.claim_import_job(''box/2'', ''night'')')::bigint, p.waiting, 'one claims a job'
) from p;
select is((select w.current_jobs from tabular_import.import_worker as w where w.process = '2'), array[p.waiting], 'which the view shows') from p;
select tap_help.log_in('ada');
select isnt_empty('workers', 'admins see them');
select tap_help.log_in('alice');
select is_empty('workers', 'users do not');
select throws_ok('select * from tabular_import.health_problems()', '42501', null, 'and may not ask for problems');
select throws_ok('select tabular_import.metrics()', '42501', null, 'nor for metrics');
select tap_help.log_out();
select tap_help.move_clock('40 seconds');
select is(pg_temp.beat(1), 'fits', 'a sign of life later');
select tap_help.move_clock('10 seconds');
select results_eq('workers', array['(box,1,t,tabular_import,2,walter,{})'], 'one has been silent for 50 seconds');
select tap_help.move_clock('-20 minutes');
select is(pg_temp.beat(3), 'fits', 'behind a clock that was put back');
select results_eq('workers', array['(box,3,t,tabular_import,2,walter,{})'], 'those of the future are gone until they beat again');
select tap_help.move_clock('20 minutes');
select is(pg_temp.beat(1), 'fits', 'one beats');
select lives_ok($$select tabular_import.forget_import_worker('00000000-0000-0000-0000-000000000001')$$, 'somebody else may ask to forget it');
select results_eq('workers', array['(box,1,t,tabular_import,2,walter,{})'], 'which changes nothing');
select lives_ok($$select tap_help.call_as('walter', $q$select tabular_import.forget_import_worker('00000000-0000-0000-0000-000000000001')$q$)$$, 'it says that it ends');
select is_empty('workers', 'and is gone');
select throws_like(
    $$select tap_help.call_as('walter', $q$select tabular_import.note_import_worker(null, 'w', '1', 'd', 'q', 1)$q$)$$,
    'Nothing that is told of a worker may be NULL.', 'NULL is refused'
);

-- what fails, and why
create temporary table j as
select
    tap_help.submit('demo.trunk', '{"allow_parallel": true, "max_attempts": 1}') as broken,
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as bad,
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as again,
    tap_help.submit('demo.trunk', '{"queue": "a\"b\\c\nd"}') as odd;
select is(array[tap_help.take(), tap_help.take(), tap_help.take()], array[j.broken, j.bad, j.again], 'three run') from j;
select is(array[tap_help.fail(j.broken, '53100'), tap_help.fail(j.bad, '22000'), tap_help.fail(j.again, '53100')], array['error', 'error', 'queued'], 'and fail') from j;
select is(
    (select row(h.failures_last_hour, h.refused_last_hour, h.environment_errors_last_hour, h.retrying)::text from tabular_import.queue_health as h where h.queue_name = 'tabular_import'),
    '(2,1,1,1)', 'the disk is one thing, the file another'
);
select set_eq('problems', array['(tabular_import,environment_errors)', '(tabular_import,retrying)', '(night,retrying)'], 'a refused file is no problem');
select is((select h.problem from tabular_import.health_problems('0') as h where h.queue_name = e'a"b\\c\nd'), null, 'no time has passed');
select tap_help.move_clock('5 seconds');
select is((select h.problem from tabular_import.health_problems('3 seconds') as h where h.queue_name = e'a"b\\c\nd'), 'long_wait', 'a job has waited for longer than it may');

-- metrics: counters, which no deletion takes back
create function pg_temp.counters() returns setof text language sql as $$
    select m.line from regexp_split_to_table(tabular_import.metrics(), e'\n') as m (line)
    where m.line ~ '^tabular_import_(ended|requeued)_jobs_total' order by 1
$$;
select tap_help.call_as('alice', format('select tabular_import.cancel_import_job(%s)', j.odd)) from j;
create temporary table counters as select c.line from pg_temp.counters() as c (line);
select results_eq(
    'table counters',
    array[
        'tabular_import_ended_jobs_total{queue="a\"b\\c\nd",status="cancelled"} 1',
        'tabular_import_ended_jobs_total{queue="tabular_import",status="error",cause="environment"} 1',
        'tabular_import_ended_jobs_total{queue="tabular_import",status="error",cause="file"} 1',
        'tabular_import_requeued_jobs_total{queue="night",outcome="expired"} 1',
        'tabular_import_requeued_jobs_total{queue="tabular_import",outcome="retry"} 1'
    ], 'what has ended, and how'
);
select tabular_import.purge_import_jobs('0 days');
select results_eq('select * from pg_temp.counters()', 'table counters', 'a purge takes nothing back');
select tabular_import_private.sum_up_tally(0);
select results_eq('select * from pg_temp.counters()', 'table counters', 'nor does summing up');
select is((select array[count(*), count(*) filter (where not t.is_sum)] from tabular_import_private.import_tally as t), array[5::bigint, 0], 'which leaves a line for each');

select * from finish();
rollback;
