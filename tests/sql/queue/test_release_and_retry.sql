begin;
select plan(27);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create temporary table j as select tap_help.submit('demo.trunk', '{"max_attempts": 2}') as id;

-- a job that is handed back has not been tried
select is(tap_help.take(), j.id, 'taken') from j;
select tap_help.call_as('walter', format('select tabular_import.release_import(%s, 1)', j.id)) from j;
select is(tap_help.status(j.id), 'queued', 'handed back') from j;
select is(tap_help.take(), j.id, 'and given out at once') from j;
select is(tap_help.attempt(j.id), 2, 'under a new number') from j;
select is(tap_help.beat(j.id, 1), 'lost', 'the old one is void') from j;
select is(tap_help.fail(j.id, '40001'), 'queued', 'this was the first attempt that counts') from j;
select tap_help.move_clock('1 second');
select is(tap_help.take(), j.id, 'so there is a second') from j;
select is(tap_help.fail(j.id, '40001'), 'error', 'and no third') from j;

-- what may be retried, and by whom
prepare retry as select tap_help.call_as('alice', format('select tabular_import.retry_import_job(%s)', id)) from j;
select throws_ok(
    format('select tap_help.call_as(''bob'', ''select tabular_import.retry_import_job(%s)'')', j.id), 'TI007',
    format('There is no job %s of yours.', j.id), 'not another''s'
) from j;
select lives_ok('retry', 'one''s own');
select is(
    (select row(i.status, i.result, i.hint, i.completed_at, i.started_at, i.rows_imported, i.worker)::text from tabular_import.import_job as i),
    '(queued,,,,,,)', 'it waits as if new'
);
select throws_ok('retry', 'TI009', null, 'not one that waits');
select is(tap_help.take(), j.id, 'taken') from j;
select is(tap_help.attempt(j.id), 4, 'attempt numbers go on') from j;
select throws_ok('retry', 'TI009', null, 'not one that runs');
select is(tap_help.fail(j.id, '40001'), 'queued', 'it has as many attempts as at first') from j;
select tap_help.move_clock('1 second');
select is(tap_help.take(), j.id, 'the second') from j;
select is(tap_help.finish_small(j.id), 'success', 'succeeds') from j;
select throws_ok('retry', 'TI009', null, 'not one that succeeded');
select set_eq(
    'select tap_help.history(id) from j',
    array[
        '1 | released | - | The worker was stopped.', '2 | retry | 40001 | It broke.',
        '3 | error | 40001 | The import was attempted 3 time(s) and did not come to an end: It broke.',
        '4 | retry | 40001 | It broke.', '5 | success | - | -'],
    'the history has all of them'
);

-- the row errors of the attempt before are gone
create temporary table e as select tap_help.import('demo.trunk', '{code,a_field}', '{{x,y}}') as id;
select is((select count(*) from tap_help.errors(e.id)), 1::bigint, 'a row error') from e;
select tap_help.call_as('ada', format('select tabular_import.retry_import_job(%s)', e.id)) from e;
select is((select count(*) from tap_help.errors(e.id)), 0::bigint, 'an admin lets it run again: none') from e;
select is(tap_help.take(), e.id, 'taken') from e;
select is(tap_help.finish_small(e.id), 'success', 'and imported') from e;

-- a cancelled job
create temporary table c as select tap_help.submit('demo.trunk') as id;
select tap_help.call_as('alice', format('select tabular_import.cancel_import_job(%s)', c.id)) from c;
select tap_help.call_as('alice', format('select tabular_import.retry_import_job(%s)', c.id)) from c;
select is(tap_help.take(), c.id, 'may be retried') from c;
select is(tap_help.attempt(c.id), 1, 'it was never tried') from c;
select is((select count(*) from tap_help.history(c.id)), 1::bigint, 'nor is there any history') from c;

select * from finish();
rollback;
