begin;
select plan(26);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create table demo.other (code integer);
create table demo.third (code integer);
grant insert on demo.other, demo.third to tabular_import_user;

-- priority first, then age (see test_turns.sql for several submitters)
create temporary table j as
select
    tap_help.submit('demo.trunk', '{"priority": 0, "allow_parallel": true}') as first_usual,
    tap_help.submit('demo.trunk', '{"priority": -5, "allow_parallel": true}') as low,
    tap_help.submit('demo.trunk', '{"priority": 7, "allow_parallel": true}', 'bob') as high,
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as second_usual,
    tap_help.submit('demo.trunk', '{"queue": "night", "priority": 9, "allow_parallel": true}') as other_queue;
select is(tap_help.take(), j.high, 'the highest priority first, whoever submitted it') from j;
select is(tap_help.take(), j.first_usual, 'then the oldest') from j;
select is(tap_help.take(), j.second_usual, 'and the next') from j;
select is(tap_help.take(), j.low, 'the lowest priority last') from j;
select is(tap_help.take(), null, 'a job of another queue is not taken');
select is(tap_help.take('night'), j.other_queue, 'but from its own') from j;
select is(tap_help.take('night'), null, 'once');

-- not before its time
create temporary table k as
select
    tap_help.submit('demo.trunk', '{"priority": 5, "run_after": "2030-01-01 12:00:10+00", "allow_parallel": true}') as later,
    tap_help.submit('demo.trunk', '{"allow_parallel": true}') as usual;
select is(tap_help.take(), k.usual, 'a job whose time has not come lets others pass') from k;
select tap_help.move_clock('9.999 seconds');
select is(tap_help.take(), null, 'it waits to the end');
select tap_help.move_clock('0.001 seconds');
select is(tap_help.take(), k.later, 'and no longer') from k;

-- one import at a time into a table, unless the job says otherwise
create temporary table x as
select
    tap_help.submit('demo.other') as first_one,
    tap_help.submit('demo.other', '{"priority": 100}', 'bob') as second_one,
    tap_help.submit('demo.other', '{"allow_parallel": true, "priority": -1}') as parallel,
    tap_help.submit('demo.third', '{"priority": -2}') as elsewhere;
select is(tap_help.take(), x.second_one, 'of two jobs for one table one is taken') from x;
select is(tap_help.take(), x.parallel, 'then one that may run beside it') from x;
select is(tap_help.take(), x.elsewhere, 'then one for another table, the first still waits') from x;
select is(tap_help.take(), null, 'the table is in use');
select is(tap_help.status(x.first_one), 'queued', 'so the job waits') from x;
select tap_help.call_as('walter', format('select tabular_import.release_import(%s, 1)', x.second_one)) from x;
select is(tap_help.take(), x.second_one, 'when the table is free, it is taken by the same rule') from x;
select tap_help.call_as('walter', format('select tabular_import.reject_import(%s, 2, ''no'')', x.second_one)) from x;
select is(tap_help.take(), x.first_one, 'and then the one that waited') from x;

-- nobody keeps a table from others that he may not write to
create table demo.closed (code integer);
create temporary table c as
select
    tap_help.submit('demo.closed') as intruder,
    tap_help.submit('demo.closed', '{}', 'bob') as another;
select is(tap_help.take(), c.another, 'a job without rights is taken, to end in error') from c;
select is(tap_help.take(), c.intruder, 'beside others') from c;

-- a superuser's session
create temporary table s as
select tap_help.submit('demo.third', '{"queue": "super", "allow_parallel": true}') as of_alice;
select is(tap_help.take('super', role_name => 'postgres'), null, 'a superuser takes no job of a plain role');
select is(tap_help.take('super'), s.of_alice, 'a plain worker does') from s;

-- in the submitter's own session a job's time counts, too, and the delay before another attempt
create temporary table t as
select tap_help.submit('demo.third', '{"run_after": "2030-01-01 13:00:00+00", "allow_parallel": true}') as id;
create function pg_temp.take_own() returns text language sql as $$
    select tap_help.call_as('alice', format('select job_id from tabular_import.claim_own_import_job(%s, ''me'')', t.id)) from t;
$$;
select is(pg_temp.take_own(), null, 'not before');
select tap_help.set_clock('2030-01-01 13:00:00+00');
select is(pg_temp.take_own(), t.id::text, 'then') from t;
select is(tap_help.call_as('alice', format(
    'select tabular_import.fail_import(%s, 1, ''40001'', ''again'')', t.id)), 'queued', 'it has to be tried again') from t;
select is(pg_temp.take_own(), null, 'not at once');
select tap_help.move_clock('0.5 seconds');
select is(pg_temp.take_own(), t.id::text, 'a little later') from t;

select * from finish();
rollback;
