begin;
select plan(22);
select tap_help.set_clock('2030-01-01 12:00:00+00');
select is_empty('select * from tabular_import.queue_health', 'a queue that nobody used is not listed');
create temporary table j as
select
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as running,
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as silent,
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as failing;
grant select on j to public;
select is(tap_help.take(lease => '1 hour'), j.running, 'one runs') from j;
select is(tap_help.take(lease => '1 minute'), j.silent, 'another') from j;
select is(tap_help.take(), j.failing, 'a third') from j;
select is(tap_help.fail(j.failing, '22000'), 'error', 'that fails') from j;
select tap_help.move_clock('10 seconds');
select tap_help.submit('demo.trunk', '{"queue": "night"}', 'bob');
select tap_help.submit('demo.trunk', '{"allow_parallel": true}');
select tap_help.move_clock('55 seconds');
select tap_help.submit('demo.trunk', '{"queue": "night", "run_after": "2030-01-01 12:30:00+00"}');
select tap_help.submit('demo.trunk', '{"queue": "later", "run_after": "2030-01-01 12:30:00+00"}');
prepare health as
select row(queue_name, waiting, running, oldest_wait, expired_leases, failures_last_hour, scheduled)::text
from tabular_import.queue_health order by 1;
select results_eq('health', array['(later,0,0,,0,0,1)', '(night,1,0,00:00:55,0,0,1)', '(tabular_import,1,2,00:00:55,1,1,0)'], 'each queue has its line');
select tap_help.log_in('walter');
select results_eq('health', array['(later,0,0,,0,0,1)', '(night,1,0,00:00:55,0,0,1)', '(tabular_import,1,2,00:00:55,1,1,0)'], 'for workers');
select tap_help.log_in('ada');
select results_eq('health', array['(later,0,0,,0,0,1)', '(night,1,0,00:00:55,0,0,1)', '(tabular_import,1,2,00:00:55,1,1,0)'], 'and admins');
select tap_help.log_in('alice');
select is_empty('health', 'not for users, who could tell what others do');
select tap_help.log_out();
select is(
    tap_help.call_as(r.role_name, 'select count(*) from tabular_import.queue_health'), r.queues, r.role_name || ' sees them'
)
from (values ('ada', '3'), ('walter', '3'), ('alice', '0')) as r (role_name, queues);

-- the history is the submitter's and the admins'
select tap_help.log_in('alice');
select results_eq(
    'select job_id, attempt, worker, outcome, sqlstate, message, started_at, ended_at, lease_until from tabular_import.import_attempt order by 1',
    $$select j.running, 1, 'pgTAP', null, null, null, '2030-01-01 12:00:00+00'::timestamptz, null::timestamptz, '2030-01-01 13:00:00+00'::timestamptz from j
    union all select j.silent, 1, 'pgTAP', null, null, null, '2030-01-01 12:00:00+00', null, '2030-01-01 12:01:00+00' from j
    union all select j.failing, 1, 'pgTAP', 'error', '22000', 'It broke.', '2030-01-01 12:00:00+00', '2030-01-01 12:00:00+00', '2030-01-01 12:00:30+00' from j$$,
    'alice sees her attempts'
);
select tap_help.log_in('bob');
select is_empty('select * from tabular_import.import_attempt', 'bob does not');
select tap_help.log_in('walter');
select is_empty('select * from tabular_import.import_attempt', 'nor does the worker');
select tap_help.log_in('ada');
select is((select count(*) from tabular_import.import_attempt), 3::bigint, 'an admin sees all');
select tap_help.log_out();

-- an hour later nothing of it shows
select tap_help.move_clock('2 hours');
select is((select h.failures_last_hour from tabular_import.queue_health as h where h.queue_name = 'tabular_import'), 0::bigint, 'failures are forgotten');
select is((select h.oldest_wait from tabular_import.queue_health as h where h.queue_name = 'night'), '2 hours 55 seconds'::interval, 'waiting is not');
select is(
    (select row(h.waiting, h.oldest_wait, h.scheduled)::text from tabular_import.queue_health as h where h.queue_name = 'later'),
    '(1,01:31:05,0)', 'a scheduled job waits from its time on'
);
select is((select h.expired_leases from tabular_import.queue_health as h where h.queue_name = 'tabular_import'), 2::bigint, 'both leases are over');
select isnt(tap_help.take('none'), 0::bigint, 'a claim for any queue');
select is((select h.expired_leases from tabular_import.queue_health as h where h.queue_name = 'tabular_import'), 0::bigint, 'mends that');

select * from finish();
rollback;
