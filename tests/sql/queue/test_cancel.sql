begin;
select plan(27);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create temporary table j as
select tap_help.submit('demo.trunk', '{"allow_parallel": true}') as waiting;
prepare cancel as select tap_help.call_as('alice', format('select tabular_import.cancel_import_job(%s)', waiting)) from j;

-- a waiting job
select throws_ok(
    format('select tap_help.call_as(%L, ''select tabular_import.cancel_import_job(%s)'')', r.name, j.waiting), 'TI007',
    format('There is no job %s of yours.', j.waiting), r.name || ' may not'
) from j, (values ('bob'), ('walter')) as r (name);
select lives_ok('cancel', 'its submitter may');
select is(
    (select row(i.status, i.result, i.hint, i.rows_imported, i.completed_at)::text from tabular_import.import_job as i),
    '(cancelled,"The import was cancelled","Nothing was imported.",0,"2030-01-01 12:00:00+00")', 'and it is over'
);
select is(tap_help.take(), null, 'nobody gets it');
select throws_ok('cancel', 'TI009', null, 'not a second time');
select is((select count(*) from tap_help.history(j.waiting)), 0::bigint, 'there was no attempt') from j;

-- a running job
create temporary table r as select tap_help.submit('demo.trunk') as id;
select is(tap_help.take(), r.id, 'taken') from r;
select isnt(tap_help.stage(r.id, '{code,a_field}', '{{1,x}}'), null, 'and staged') from r;
select tap_help.call_as('ada', format('select tabular_import.cancel_import_job(%s)', r.id)) from r;
select is(tap_help.status(r.id), 'cancelled', 'an admin cancels it') from r;
select is(tap_help.beat(r.id), 'cancel', 'the worker hears of it') from r;
select is(tap_help.beat(r.id, 1, 'bob'), 'lost', 'others do not') from r;
select is(tap_help.beat(r.id, 2), 'lost', 'nor another attempt') from r;
select throws_ok(format('select tap_help.run(%s)', r.id), 'TI008', null, 'it cannot commit any more') from r;
select throws_ok(format('select tap_help.finish_small(%s)', r.id), 'TI008', null, 'in no way') from r;
select throws_ok(format('select tap_help.fail(%s, ''40001'')', r.id), 'TI008', null, 'nor give it back') from r;
select set_eq('select tap_help.history(id) from r', array['1 | cancelled | - | -'], 'the history knows');
select is((select count(*) from demo.trunk), 0::bigint, 'nothing was imported');
select is((select count(*) from pg_class where relnamespace = 'tabular_import_staging'::regnamespace), 1::bigint, 'its rows are staged');
select is(tap_help.take(), null, 'until the next claim');
select is((select count(*) from pg_class where relnamespace = 'tabular_import_staging'::regnamespace), 0::bigint, 'then no more');
select is((select count(*) from tabular_import_private.staging), 0::bigint, 'in no way');

-- a job that waits for its next attempt
create temporary table w as select tap_help.submit('demo.trunk') as id;
select is(tap_help.take(), w.id, 'taken') from w;
select is(tap_help.fail(w.id, '40001'), 'queued', 'broken off') from w;
select tap_help.call_as('alice', format('select tabular_import.cancel_import_job(%s)', w.id)) from w;
select tap_help.move_clock('1 hour');
select is(tap_help.take(), null, 'it is not tried again');

-- jobs that have ended
create temporary table d as select tap_help.import('demo.trunk', '{code,a_field}', '{{7,y}}') as id;
select throws_ok(
    format('select tap_help.call_as(''alice'', ''select tabular_import.cancel_import_job(%s)'')', d.id), 'TI009',
    format('Job %s has ended already, with status success.', d.id), 'what is done is done'
) from d;
select throws_ok(
    'select tap_help.call_as(''alice'', ''select tabular_import.cancel_import_job(null)'')', 'TI007', null, 'no job at all'
);

select * from finish();
rollback;
