begin;
select plan(7);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create temporary table job as select tap_help.submit('demo.trunk') as id;
select is(tap_help.take(), j.id, 'taken') from job as j;
select isnt(tap_help.stage(j.id, '{code,a_field}', '{{1,x}}'), null, 'and staged') from job as j;
prepare progress as select s.* from tabular_import_private.staging_progress((select id from job)) as s;

-- outside of a load there is nothing to see, and nothing to wait for
select is_empty('progress', 'not a load');
select throws_ok(
    format(
        'select tabular_import_engine.next_chunk(%L::tabular_import_engine.import_plan, 0, false)',
        jsonb_populate_record(null::tabular_import_engine.import_plan, jsonb_build_object('job_id', j.id))),
    'TI009', format('Job %s has no staging table.', j.id), 'no chunk comes'
) from job as j;

-- a load waits as long as its loader lives
insert into tabular_import_private.load_transaction select pg_current_xact_id(), j.id, 1 from job as j;
select is((select count(*) from tabular_import_private.staging_progress((select id from job))), 1::bigint, 'a load');
select tap_help.move_clock('30.001 seconds');
select throws_ok('progress', 'TI008', null, 'the lease is over');
update tabular_import_private.import_attempt set lease_until = '2031-01-01', ended_at = '2030-01-01', outcome = 'expired';
select throws_ok('progress', 'TI008', null, 'the attempt is over');

select * from finish();
rollback;
