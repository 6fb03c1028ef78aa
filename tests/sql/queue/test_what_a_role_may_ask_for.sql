begin;
select plan(45);
create function pg_temp.refusal(statement text, role_name text default 'alice') returns text language plpgsql volatile as $$
declare
    v_hint text;
begin
    perform tap_help.log_in(role_name);
    execute statement;
    perform tap_help.log_out();
    return null;
exception
    when others then
        get stacked diagnostics v_hint = pg_exception_hint;
        perform tap_help.log_out();
        return concat_ws(' | ', sqlstate, sqlerrm, nullif(v_hint, ''));
end;
$$;
create function pg_temp.submit(options text, role_name text default 'alice') returns text language sql as $$
    select pg_temp.refusal(format(
        'select tabular_import.submit_tabular_import_task(''demo.trunk'', tabular_import.upload_file(''a.csv'', ''a''), %L)',
        options), role_name);
$$;
grant execute on all functions in schema pg_temp to public;
select tabular_import.admit_import_role('ada');
grant tabular_import_user to ada;

-- what is asked for
select is(
    pg_temp.submit('{"priority": 101}'),
    'TI013 | The option ''priority'' may be 100 at most, not 101. | Give less, or ask an administrator to raise the setting max_priority.',
    'priority'
);
select is(
    pg_temp.submit('{"priority": -101}'),
    'TI013 | The option ''priority'' may be -100 at least, not -101. | Give more, or ask an administrator to raise the setting max_priority.',
    'either way'
);
select is(
    pg_temp.submit('{"max_attempts": 101}'),
    'TI013 | The option ''max_attempts'' may be 100 at most, not 101. | Give less, or ask an administrator to raise the setting max_attempts.',
    'attempts'
);
select is(
    pg_temp.submit('{"max_duration": "1 day 1 second"}'),
    'TI013 | The option ''max_duration'' may be 86400 seconds at most, not 86401. | Give less, or ask an administrator to raise the setting max_duration.',
    'duration'
);
select is(pg_temp.submit(o.options), null, 'up to ' || o.options)
from (values ('{"priority": 100}'), ('{"priority": -100}'), ('{"max_attempts": 100}'), ('{"max_duration": "1 day"}')) as o (options);
select is(pg_temp.submit(o.options, 'ada'), null, 'an admin may ask for ' || o.options)
from (values
    ('{"priority": 999999999}'), ('{"priority": -999999999}'), ('{"max_attempts": 999999}'), ('{"max_duration": "1 year"}')) as o (options);

-- one role may be given more, or less
select is(pg_temp.refusal('select tabular_import.set_import_setting(''max_priority'', 500, ''alice'')', 'ada'), null, 'a setting of a role');
select is(pg_temp.submit('{"priority": 500}'), null, 'is for that role');
select is(
    pg_temp.submit('{"priority": 101}', 'bob'),
    'TI013 | The option ''priority'' may be 100 at most, not 101. | Give less, or ask an administrator to raise the setting max_priority.',
    'and not for others'
);
select tap_help.log_in('alice');
select is(
    (select row(s.value, s.default_value, s.values_of_roles)::text from tabular_import.import_setting as s where s.name = 'max_priority'),
    '(500,100,)', 'who sees what holds for her'
);
select tap_help.log_in('ada');
select is(
    (select row(s.value, s.default_value, s.values_of_roles)::text from tabular_import.import_setting as s where s.name = 'max_priority'),
    '(100,100,"{""alice"": 500}")', 'an admin sees all'
);
select tap_help.log_out();
select is(pg_temp.refusal('select tabular_import.set_import_setting(''max_priority'', 5)', 'ada'), null, 'a setting of all');
select is(pg_temp.submit('{"priority": 500}'), null, 'leaves the role its own');
select ok(pg_temp.submit('{"priority": 6}', 'bob') like 'TI013 %', 'and binds the others');
select is(pg_temp.refusal('select tabular_import.set_import_setting(''max_priority'', null, ''alice'')', 'ada'), null, 'taken back');
select ok(pg_temp.submit('{"priority": 6}') like 'TI013 %', 'it binds all');
select is(
    pg_temp.refusal('select tabular_import.set_import_setting(''max_cells'', 5, ''alice'')', 'ada'),
    'TI005 | The setting ''max_cells'' holds for all roles. | Set it without naming a role.', 'what holds for all'
);
select is(
    pg_temp.refusal('select tabular_import.set_import_setting(''max_priority'', 5, ''nobody at all'')', 'ada'),
    'TI005 | There is no role ''nobody at all''.', 'a role that is not there'
);
select ok(pg_temp.refusal('select tabular_import.set_import_setting(''max_priority'', 5, ''alice'')', 'alice') like '42501 %', 'not by oneself');

-- waiting jobs
delete from tabular_import_private.import_job;
select tabular_import.set_import_setting('max_waiting_jobs', 2, 'alice');
select is(pg_temp.submit('{}'), null, 'one waits');
select is(pg_temp.submit('{"run_after": "2040-01-01 00:00:00+00", "idempotency_key": "k"}'), null, 'or is scheduled');
select is(
    pg_temp.submit('{}'),
    'TI013 | You would have more than the 2 waiting jobs allowed. | Wait until some of them are done, or cancel them, or ask an '
    'administrator to raise the setting max_waiting_jobs.',
    'no third one'
);
select is(pg_temp.submit('{"idempotency_key": "k"}'), null, 'the same again is none');
select is(pg_temp.submit('{}', 'bob'), null, 'another has his own');
select ok(tap_help.take() is not null, 'one is taken');
select is(pg_temp.submit('{}'), null, 'there is room again');
select is(pg_temp.submit('{"idempotency_key": "of ada"}', 'ada'), null, 'admins are free');
select is(
    pg_temp.refusal(format('select tabular_import.cancel_import_job(%s)', (select max(i.id) from tabular_import.import_job as i where i.submitted_by = 'alice'))),
    null, 'one is cancelled'
);
select is(pg_temp.submit('{}'), null, 'and another submitted');
select ok(
    pg_temp.refusal(format('select tabular_import.retry_import_job(%s)', (select i.id from tabular_import.import_job as i where i.status = 'cancelled')))
    like 'TI013 | You would have more than the 2 waiting jobs allowed.%', 'a retry has to wait, too'
);

-- a lease of one's own
delete from tabular_import_private.import_job;
select tap_help.submit('demo.trunk');
create function pg_temp.claim(lease text, role_name text default 'alice') returns text language sql as $$
    select pg_temp.refusal(format(
        'select tabular_import.claim_own_import_job(%s, ''me'', %L)', (select i.id from tabular_import.import_job as i limit 1), lease),
        role_name);
$$;
select is(
    pg_temp.claim('1 day'),
    'TI013 | A lease of a job of your own may be 300 seconds at most, not 1 day. | Give less and call heartbeat_import more often, or '
    'ask an administrator to raise the setting max_lease.',
    'a day is too long'
);
select ok(pg_temp.claim('300.001 seconds') like 'TI013 %', 'five minutes and a bit');
select is(pg_temp.claim('5 minutes'), null, 'five minutes are not');

-- texts
delete from tabular_import_private.import_job;
create temporary table long (title text, statement text, message text);
insert into long values
('the name of a table', $$select tabular_import.submit_tabular_import_task(repeat('x', 1001), tabular_import.upload_file('a', 'a'))$$,
    'TI005 | The name of the table has 1001 bytes; at most 1000 are allowed. | Give a shorter one.'),
('the options', $$select tabular_import.submit_tabular_import_task('t', tabular_import.upload_file('a', 'a'), jsonb_build_object(repeat('x', 65530), 1))$$,
    'TI005 | The text of the options has 65537 bytes; at most 65536 are allowed. | Give a shorter one.'),
('a queue', $$select tabular_import.submit_tabular_import_task('t', tabular_import.upload_file('a', 'a'), jsonb_build_object('queue', repeat('ü', 101)))$$,
    'TI005 | The option ''queue'' has 202 bytes; at most 200 are allowed. | Give a shorter one.'),
('a key', $$select tabular_import.submit_tabular_import_task('t', tabular_import.upload_file('a', 'a'), jsonb_build_object('idempotency_key', repeat('x', 1001)))$$,
    'TI005 | The option ''idempotency_key'' has 1001 bytes; at most 1000 are allowed. | Give a shorter one.'),
('another option', $$select tabular_import.submit_tabular_import_task('t', tabular_import.upload_file('a', 'a'), jsonb_build_object('sheet', repeat('x', 4001)))$$,
    'TI005 | The option ''sheet'' has 4001 bytes; at most 4000 are allowed. | Give a shorter one.'),
('a file''s name', $$select tabular_import.begin_file_upload(repeat('x', 4097))$$,
    'TI004 | The name of the file has 4097 bytes; at most 4096 are allowed. | Give a shorter one.');
select is(pg_temp.refusal(l.statement), l.message, l.title) from long as l;

select * from finish();
rollback;
