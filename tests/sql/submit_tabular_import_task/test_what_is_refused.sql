begin;
select plan(24);
select tap_help.log_in('bob');
create temporary table file_of_bob as select tabular_import.upload_file('x.csv', 'x') as id;
grant select on file_of_bob to alice;
select tap_help.log_in('alice');
create temporary table file as select tabular_import.upload_file('x.csv', 'x') as id;

create function pg_temp.refusal(options text) returns text language plpgsql as $$
declare
    v_message text;
    v_hint text;
begin
    perform tabular_import.submit_tabular_import_task('demo.trunk', (select id from file), options::jsonb);
    return 'accepted';
exception
    when sqlstate 'TI005' then
        get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
        return concat_ws(' ', v_message, nullif(v_hint, ''));
end;
$$;

-- the file
select throws_ok(
    'select tabular_import.submit_tabular_import_task(''demo.trunk'', ''a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'')',
    'TI003', 'There is no file a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 of yours.', 'a file that is not there'
);
select throws_ok(
    'select tabular_import.submit_tabular_import_task(''demo.trunk'', null)', 'TI003', 'There is no file NULL of yours.',
    'no file'
);
select throws_ok(
    format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.id), 'TI003',
    format('There is no file %s of yours.', f.id), 'another''s file'
) from file_of_bob as f;

-- the name
select throws_ok(
    format('select tabular_import.submit_tabular_import_task(%L, %L)', n.name, f.id), 'TI014',
    'The name of the table is missing.', 'no table'
) from file as f, (values (''), (null)) as n (name);

-- the options
select is(
    pg_temp.refusal('{"separator": ";"}'),
    'There is no option ''separator''. Did you mean decimal_separator or thousands_separator? The options are: '
    || (select string_agg(o.name, ', ' order by o.name) from tabular_import.import_option as o) || '.',
    'an unknown option'
);
select is(pg_temp.refusal('{"Use_defaults": true}') like 'There is no option ''Use_defaults''.%', true, 'in other letters');
select is(
    pg_temp.refusal('{"use_defaults": "yes"}'),
    'The option ''use_defaults'' cannot be "yes". It takes true or false.', 'a value of another type'
);
select is(pg_temp.refusal('{"use_defaults": null}') like 'The option ''use_defaults'' cannot be null.%', true, 'null');
select is(pg_temp.refusal('{"queue": ""}') like 'The option ''queue'' cannot be "".%', true, 'an empty text');
select is(pg_temp.refusal('{"queue": 7}') like 'The option ''queue'' cannot be 7.%', true, 'a number for a text');
select is(pg_temp.refusal('[]'), 'The options must be a JSON object. Give {} for none.', 'an array');
select is(pg_temp.refusal('"x"'), 'The options must be a JSON object. Give {} for none.', 'a text');
select is(pg_temp.refusal('null'), 'The options must be a JSON object. Give {} for none.', 'the JSON null');
select is(pg_temp.refusal('{"priority": "high"}') like 'The option ''priority'' cannot be "high".%', true, 'a text for a number');
select is(pg_temp.refusal('{"priority": 1.5}') like 'The option ''priority'' cannot be 1.5.%', true, 'a broken number');
select is(pg_temp.refusal('{"run_after": "soon"}') like 'The option ''run_after'' cannot be "soon".%', true, 'no time');
select is(pg_temp.refusal('{"max_duration": "-1 hour"}') like 'The option ''max_duration'' cannot be "-1 hour".%', true,
    'no duration');
select is(
    pg_temp.refusal('{"on_repeat": "shout"}'),
    'The option ''on_repeat'' cannot be "shout". It takes one of: note, refuse, ignore.', 'none of the words'
);

select is((select count(*) from tabular_import.import_job), 0::bigint, 'no job comes of all that');
select is(tabular_import.poll_queue(), 0::bigint, 'and none waits');
select is(pg_temp.refusal(null), 'accepted', 'no options are as good as {}');

-- the role
select tap_help.log_out();
select lives_ok('select tabular_import.revoke_import_role(''alice'')', 'an admission may be revoked');
select tap_help.log_in('alice');
select throws_ok(
    format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.id), 'TI006',
    'Imports of the role alice may not be run.', 'and then submits no more'
) from file as f;

select * from finish();
rollback;
