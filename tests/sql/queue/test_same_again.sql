begin;
select plan(28);
select setval('demo.trunk_seq', 2000000000);
select tap_help.set_clock('2030-01-01 12:00:00+00');

-- the same key is the same job
create temporary table k as
select
    tap_help.submit('demo.trunk', '{"idempotency_key": "a"}') as first_one,
    tap_help.submit('demo.trunk', '{"idempotency_key": "a"}') as same,
    tap_help.submit('demo.unique_tests', '{"idempotency_key": "a", "priority": 3}') as other_table,
    tap_help.submit('demo.trunk', '{"idempotency_key": "a"}', 'bob') as of_bob,
    tap_help.submit('demo.trunk', '{"idempotency_key": "A"}') as other_key,
    tap_help.submit('demo.trunk') as without_one,
    tap_help.submit('demo.trunk') as without_two;
select is(k.same, k.first_one, 'once more') from k;
select is(k.other_table, k.first_one, 'whatever else is asked') from k;
select is((select i.table_name from tabular_import.import_job as i where i.id = k.first_one), 'demo.trunk', 'the first counts') from k;
select isnt(k.of_bob, k.first_one, 'another''s key is another key') from k;
select isnt(k.other_key, k.first_one, 'keys are taken literally') from k;
select isnt(k.without_one, k.without_two, 'without a key each is a job of its own') from k;
select is(tap_help.take(), k.first_one, 'it runs') from k;
select is(tap_help.submit('demo.trunk', '{"idempotency_key": "a"}'), k.first_one, 'and is still the same') from k;
select is(tap_help.fail(k.first_one, '22000'), 'error', 'it ends in error') from k;
select is(tap_help.submit('demo.trunk', '{"idempotency_key": "a"}'), k.first_one, 'and is not begun anew') from k;
select is(tap_help.status(k.first_one), 'error', 'as its result says') from k;
select tap_help.call_as('alice', format('select tabular_import.delete_import_job(%s)', k.first_one)) from k;
select isnt(tap_help.submit('demo.trunk', '{"idempotency_key": "a"}'), k.first_one, 'when it is deleted, the key is free') from k;
delete from tabular_import_private.import_job;

-- the same content
create function pg_temp.submit_again(table_name text, on_repeat text, content text, role_name text) returns bigint
language sql as $$
    select tap_help.call_as(role_name, format(
        'select tabular_import.submit_tabular_import_task(%L, tabular_import.upload_file(''again.csv'', %L), %L)',
        table_name, content, jsonb_build_object('on_repeat', on_repeat)))::bigint;
$$;
create function pg_temp.work() returns bigint language plpgsql as $$
declare
    v_job bigint := tap_help.take();
begin
    if (tap_help.call_as('walter', format('select (tabular_import.start_import(%s, 1)).columns', v_job))) is not null then
        perform tap_help.finish_small(v_job);
    end if;
    return v_job;
end;
$$;
create temporary table r (position integer generated always as identity, id bigint);
create function pg_temp.again(on_repeat text, content text default 'same', table_name text default 'demo.trunk', role_name text default 'alice')
returns text language plpgsql as $$
declare
    v_job bigint := pg_temp.submit_again(table_name, on_repeat, content, role_name);
    v_done bigint := pg_temp.work();
begin
    insert into r (id) values (v_done);
    return tap_help.status(v_job);
end;
$$;
select is(pg_temp.again('note'), 'success', 'the first time');
select is((select i.hint from tabular_import.import_job as i), null, 'there is nothing to note');
select is(pg_temp.again('note'), 'success', 'the second time');
select is(
    (select i.hint from tabular_import.import_job as i where i.id = (select id from r where position = 2)),
    format('You imported the same content into this table before, by job %s.', (select id from r where position = 1)),
    'it is noted'
);
select is(pg_temp.again('refuse'), 'error', 'refused where that is wished');
select is(
    tap_help.result((select id from r where position = 3)),
    format('The same content was imported into demo.trunk before, by job %s', (select id from r where position = 2)), 'by the last'
);
select is(
    (select i.hint from tabular_import.import_job as i where i.id = (select id from r where position = 3)),
    'To import it again, submit it with option on_repeat "note" or "ignore".', 'with advice'
);
select is(pg_temp.again('ignore'), 'success', 'not looked for where that is wished');
select is(
    (select i.hint from tabular_import.import_job as i where i.id = (select id from r where position = 4)), null, 'nor noted'
);
select is(pg_temp.again('refuse', 'different'), 'success', 'other content');
select is(pg_temp.again('refuse', 'same', role_name => 'bob'), 'success', 'another''s import is nobody''s business');
create table demo.trunk_too (code integer, a_field text);
grant insert on demo.trunk_too to tabular_import_user;
select is(pg_temp.again('refuse', 'same', 'demo.trunk_too'), 'success', 'another table');

-- what failed does not count
select is(pg_temp.submit_again('demo.trunk_too', 'note', 'third', 'alice') is not null, true, 'submitted');
select is(tap_help.call_as('walter', format('select tabular_import.reject_import(%s, 1, ''no'')', tap_help.take())), '', 'it fails');
select is(pg_temp.again('refuse', 'third', 'demo.trunk_too'), 'success', 'then it may be imported');
select is((select count(*) from r), 8::bigint, 'eight were worked off');

select * from finish();
rollback;
