begin;
select plan(35);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create temporary table j as select tap_help.submit('demo.trunk', '{"max_duration": "1 minute"}') as id;
select is(tap_help.take(), j.id, 'taken') from j;

-- progress is visible to others while the job runs
select is(
    tap_help.call_as('walter', format('select tabular_import.heartbeat_import(%s, 1, 1000, 500, 3)', j.id)), 'continue', 'go on'
) from j;
select is(
    tap_help.call_as('alice', 'select row(status, rows_read, rows_imported, rows_rejected)::text from tabular_import.import_job'),
    '(running,1000,500,3)', 'the submitter sees how far it is'
);
select is(
    tap_help.call_as('walter', format('select tabular_import.heartbeat_import(%s, 1, 2000)', j.id)), 'continue', 'and on'
) from j;
select is(
    tap_help.call_as('ada', 'select row(status, rows_read, rows_imported, rows_rejected)::text from tabular_import.import_job'),
    '(running,2000,500,3)', 'what is not told stays as it was'
);

insert into tabular_import_private.staging (job_id, attempt, table_name, header, chunk_rows)
select j.id, 1, 'none', '{a}', '{700,1900}' from j;
select tap_help.move_clock('10 seconds');
select is(
    tap_help.call_as('alice', 'select row(rows_staged, rows_per_second)::text from tabular_import.import_job'),
    '(1900,50)', 'how much of it is staged, and how fast it goes in'
);
delete from tabular_import_private.staging;
select tap_help.move_clock('-10 seconds');
select is(
    tap_help.call_as('alice', 'select row(rows_staged, rows_per_second)::text from tabular_import.import_job'),
    '(,)', 'nothing is known before a time has passed'
);

-- a heartbeat writes to one row and to no index
update tabular_import_private.import_attempt set lease_until = lease_until;
create temporary table before as
select n_tup_upd as updates, n_tup_hot_upd as hot from pg_stat_xact_user_tables where relname = 'import_attempt';
create temporary table job_before as
select n_tup_upd as updates from pg_stat_xact_user_tables where relname = 'import_job';
do $$
begin
    for i in 1..50 loop
        perform tap_help.beat((select id from j));
    end loop;
end;
$$;
select is(s.n_tup_upd - b.updates, 50::bigint, 'fifty heartbeats are fifty updates')
from before as b, pg_stat_xact_user_tables as s where s.relname = 'import_attempt';
select ok(s.n_tup_hot_upd - b.hot >= 40, format('%s of them stay on their page (HOT)', s.n_tup_hot_upd - b.hot))
from before as b, pg_stat_xact_user_tables as s where s.relname = 'import_attempt';
select is(s.n_tup_upd, b.updates, 'the job itself is not touched')
from job_before as b, pg_stat_xact_user_tables as s where s.relname = 'import_job';

-- who may
select is(tap_help.beat(j.id, 1, 'alice'), 'lost', 'the submitter has no part in it') from j;
select is(tap_help.beat(j.id, 0), 'lost', 'no such attempt') from j;
select is(tap_help.beat(j.id + 1, 1), 'lost', 'no such job') from j;
select is(tap_help.call_as('walter', 'select tabular_import.heartbeat_import(null, null)'), 'lost', 'nothing at all');

-- how long it may take
select tap_help.move_clock('1 minute');
select is(tap_help.beat(j.id), 'continue', 'a minute is allowed') from j;
select tap_help.move_clock('0.001 seconds');
select is(tap_help.beat(j.id), 'overdue', 'no more') from j;
select is(tap_help.beat(j.id), 'overdue', 'however often it is asked') from j;
select is(tap_help.fail(j.id, 'TI015', 'It took too long.'), 'error', 'that is no error of the world') from j;
select is(tap_help.beat(j.id), 'lost', 'it is over') from j;

-- the time counts for each attempt
create temporary table k as select tap_help.submit('demo.trunk', '{"max_duration": "1 minute"}') as id;
select is(tap_help.take(), k.id, 'taken') from k;
select tap_help.move_clock('59 seconds');
select is(tap_help.fail(k.id, '40001'), 'queued', 'broken off') from k;
select tap_help.move_clock('30 seconds');
select is(tap_help.take(), k.id, 'and again') from k;
select tap_help.move_clock('59 seconds');
select is(tap_help.beat(k.id), 'continue', 'it has a minute again') from k;

-- when it has ended, its own counts stand
select tap_help.finish_small(k.id) from k;
select is(
    (select row(i.status, i.rows_read, i.rows_imported, i.rows_rejected)::text from tabular_import.import_job as i where i.id = k.id),
    '(success,1,1,0)', 'the result''s counts'
) from k;

-- whoever goes on nevertheless is given a lease's time
create temporary table o as select tap_help.submit('demo.unique_tests', '{"max_duration": "1 minute"}') as id;
select is(tap_help.take(lease => '10 seconds'), o.id, 'taken') from o;
do $$
begin
    for i in 1..12 loop
        perform tap_help.move_clock('5 seconds');
        perform tap_help.beat((select id from o));
    end loop;
end;
$$;
select is(tap_help.beat(o.id), 'continue', 'a minute is over') from o;
select tap_help.move_clock('9 seconds');
select is(tap_help.beat(o.id), 'overdue', 'the worker is told') from o;
select tap_help.move_clock('1.001 seconds');
select is(tap_help.take('none'), null, 'a claim for any queue');
select is(tap_help.status(o.id), 'error', 'ends the job') from o;
select set_eq(
    'select tap_help.history(id) from o',
    array['1 | error | TI015 | The import took longer than its option max_duration allows'], 'and says why'
);
select is(tap_help.beat(o.id), 'lost', 'the worker hears of it') from o;

-- a worker that died in time is no reason to end a job
create temporary table d as select tap_help.submit('demo.unique_tests', '{"max_duration": "1 minute"}') as id;
select is(tap_help.take(), d.id, 'taken') from d;
select tap_help.move_clock('59 seconds');
select is(tap_help.beat(d.id), 'continue', 'its last word') from d;
select tap_help.move_clock('1 hour');
select is(tap_help.take('none'), null, 'a claim for any queue');
select set_eq('select tap_help.history(id) from d', array['1 | expired | - | The worker pgTAP was lost.'], 'it is tried again');

select * from finish();
rollback;
