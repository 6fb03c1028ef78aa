begin;
select plan(32);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create temporary table j as select tap_help.submit('demo.trunk', '{"max_attempts": 3}') as id;

-- a lease lasts as long as it is renewed
select is(tap_help.take(lease => '10 seconds'), j.id, 'taken') from j;
select is(
    (select a.lease_until from tabular_import.import_attempt as a), '2030-01-01 12:00:10+00'::timestamptz,
    'for ten seconds'
);
select tap_help.move_clock('10 seconds');
select is(tap_help.take(), null, 'in its last moment it still holds');
select is(tap_help.beat(j.id), 'continue', 'the worker speaks up') from j;
select is(
    (select a.lease_until from tabular_import.import_attempt as a), '2030-01-01 12:00:20+00'::timestamptz,
    'and has ten seconds more'
);
select tap_help.move_clock('9 seconds');
select is(tap_help.take(), null, 'others see it held');
select is((select h.expired_leases from tabular_import.queue_health as h), 0::bigint, 'the queue is well');

-- beyond the lease any claim takes the job back, and gives it out at once
select tap_help.move_clock('1.001 seconds');
select is((select h.expired_leases from tabular_import.queue_health as h), 1::bigint, 'the worker is missed');
select is(tap_help.take('another queue'), null, 'a claim that is after something else');
select is(tap_help.status(j.id), 'queued', 'puts the job back') from j;
select ok((select i.worker is null and i.started_at is null from tabular_import.import_job as i), 'nobody has it');
select set_eq('select tap_help.history(id) from j', array['1 | expired | - | The worker pgTAP was lost.'], 'for the history');
select is(tap_help.take(lease => '10 seconds'), j.id, 'the next claim has it') from j;
select is(tap_help.attempt(j.id), 2, 'as the second attempt') from j;

-- the first worker wakes up
select is(tap_help.beat(j.id, 1), 'lost', 'its heartbeat says that it is too late') from j;
select is(
    (select a.lease_until from tabular_import.import_attempt as a where a.attempt = 1),
    '2030-01-01 12:00:20+00'::timestamptz, 'and renews nothing'
);
prepare late as select tap_help.finish_small(id, 1) from j;
select throws_ok('late', 'TI008', null, 'it cannot finish');
select throws_ok(format('select tap_help.call_as(''walter'', ''select tabular_import.%s'')', c.call), 'TI008', null, c.call)
from j, lateral (values
    (format('start_import(%s, 1)', j.id)),
    (format('stage_import(%s, 1, array[''''code''''])', j.id)),
    (format('run_import(%s, 1, 0)', j.id)),
    (format('fail_import(%s, 1, null, ''''x'''')', j.id)),
    (format('reject_import(%s, 1, ''''x'''')', j.id)),
    (format('release_import(%s, 1)', j.id))) as c (call);
select is(tap_help.beat(j.id), 'continue', 'the second attempt goes on') from j;

-- several may be missed at once; the attempts come to an end
select tap_help.move_clock('11 seconds');
select is(tap_help.take(lease => '10 seconds'), j.id, 'lost and taken in one claim') from j;
select tap_help.move_clock('11 seconds');
select is(tap_help.take(), null, 'after three attempts it is given up');
select is(
    (select array[i.status, i.result] from tabular_import.import_job as i),
    array['error', 'The import was attempted 3 time(s) and did not come to an end: The worker pgTAP was lost.'],
    'with words'
);
select is(
    (select i.hint from tabular_import.import_job as i),
    format('Nothing was imported. When the cause is removed, let it run again: select tabular_import.retry_import_job(%s);', j.id),
    'and advice'
) from j;
select set_eq(
    'select tap_help.history(id) from j',
    array[
        '1 | expired | - | The worker pgTAP was lost.',
        '2 | expired | - | The worker pgTAP was lost.',
        '3 | error | - | The import was attempted 3 time(s) and did not come to an end: The worker pgTAP was lost.'],
    'all three are in the history'
);

-- what a lease may be
select throws_ok(
    format('select tap_help.take(lease => %L)', l.lease), 'TI005',
    format('A lease lasts from 1 second to 1 day, not %s.', l.shown), l.shown
)
from (values ('0.9 seconds', '00:00:00.9'), ('1 day 1 second', '1 day 00:00:01')) as l (lease, shown);
select throws_ok(
    'select tap_help.call_as(''walter'', ''select tabular_import.claim_import_job(''''x'''', ''''tabular_import'''', null)'')',
    'TI005', 'A lease lasts from 1 second to 1 day, not NULL.', 'no lease'
);

select * from finish();
rollback;
