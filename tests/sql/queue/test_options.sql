begin;
select plan(53);
select tap_help.set_clock('2030-01-01 12:00:00+00');

-- what is taken as it was given, and what stands in its place
create temporary table j as
select
    tap_help.submit('demo.trunk') as plain,
    tap_help.submit('demo.trunk', '{"max_attempts": 9, "priority": -3, "run_after": "2030-02-01 00:00:00+02", "max_duration": "90 minutes",
        "idempotency_key": "k", "allow_parallel": true, "on_repeat": "refuse", "queue": "night"}') as full;
select is(
    (select row(i.max_attempts, i.attempt_limit, i.priority, i.run_after, i.max_duration, i.idempotency_key,
        i.exclusive_table, i.on_repeat, i.queue_name)::text
    from tabular_import_private.import_job as i where i.id = j.plain),
    format('(5,5,0,,01:00:00,,%s,note,tabular_import)', 'demo.trunk'::regclass::oid), 'the defaults'
) from j;
set local time zone 'UTC';
select is(
    (select row(i.max_attempts, i.attempt_limit, i.priority, i.run_after, i.max_duration, i.idempotency_key,
        i.exclusive_table, i.on_repeat, i.queue_name)::text
    from tabular_import_private.import_job as i where i.id = j.full),
    '(9,9,-3,"2030-01-31 22:00:00+00",01:30:00,k,,refuse,night)', 'the options'
) from j;
select set_eq(
    $$select name from tabular_import.import_option where name in
    ('queue', 'priority', 'run_after', 'max_attempts', 'max_duration', 'allow_parallel', 'idempotency_key', 'on_repeat')$$,
    array['queue', 'priority', 'run_after', 'max_attempts', 'max_duration', 'allow_parallel', 'idempotency_key', 'on_repeat'],
    'all are in the list'
);

select lives_ok(format('select tabular_import_private.check_options(%L)', o.options), o.options)
from (values
    ('{"skip_rows": "totals"}'), ('{"skip_rows": "repeated_header, footnotes"}'), ('{"skip_rows": ["totals", "none"]}'),
    ('{"last_row": 1048576, "blank_rows": "keep"}')) as o (options);

-- what is refused
select throws_ok(format('select tap_help.submit(''demo.trunk'', %L)', o.options), 'TI005', null, o.options)
from (values
    ('{"max_attempts": 0}'), ('{"max_attempts": -1}'), ('{"max_attempts": 1.5}'), ('{"max_attempts": "5"}'),
    ('{"max_attempts": null}'), ('{"max_attempts": 10000000}'),
    ('{"priority": "high"}'), ('{"priority": 10000000000}'), ('{"priority": 0.5}'),
    ('{"run_after": "soon"}'), ('{"run_after": 5}'), ('{"run_after": ""}'),
    ('{"max_duration": "0"}'), ('{"max_duration": "-1 hour"}'), ('{"max_duration": "long"}'), ('{"max_duration": 60}'),
    ('{"max_duration": "290000 years"}'), ('{"max_duration": "366 days"}'),
    ('{"allow_parallel": "yes"}'), ('{"allow_parallel": 1}'), ('{"idempotency_key": ""}'), ('{"idempotency_key": 7}'),
    ('{"on_repeat": "maybe"}'), ('{"on_repeat": true}'), ('{"queue": ""}'), ('{"queue": ["a"]}'),
    ('{"skip_rows": "header"}'), ('{"skip_rows": ""}'), ('{"skip_rows": []}'), ('{"skip_rows": ["totals", 1]}'),
    ('{"skip_rows": [["totals"]]}'), ('{"skip_rows": {"totals": 1}}'), ('{"skip_rows": "totals,,footnotes"}'),
    ('{"last_row": 0}'), ('{"last_row": "5"}'), ('{"last_row": 1.5}'), ('{"blank_rows": "drop"}'),
    ('{"Priority": 1}'), ('[]'), ('"x"')) as o (options);
select throws_ok(
    $$select tap_help.submit('demo.trunk', '{"max_duration": "2 years"}')$$, 'TI005',
    'The option ''max_duration'' cannot be "2 years".', 'the message names option and value'
);
select throws_ok(
    $$select tap_help.submit('demo.trunk', '{"on_repeat": "x"}')$$, 'TI005',
    'The option ''on_repeat'' cannot be "x".', 'here, too'
);
select throws_ok(
    $$select tap_help.submit('demo.trunk', '{"retries": 3}')$$, 'TI005', 'There is no option ''retries''.', 'an unknown one'
);
select is((select count(*) from tabular_import_private.import_job), 2::bigint, 'none of these is a job');
select is(tap_help.take(), j.plain, 'of the others one waits in the usual queue') from j;
select is(tap_help.take('night'), null, 'the other for its time');

select * from finish();
rollback;
