-- max_errors: past so many refused rows nothing goes in.
begin;
select plan(19);
create function pg_temp.ends(options jsonb, engine text default 'fast') returns text language plpgsql as $$
declare
    v_job bigint;
    v_text text;
begin
    v_job := tap_help.import(
        'demo.trunk', '{code,a_field}', '{{1,a},{2,b},{x,c},{3,d},{y,e},{4,f},{5,g},{6,h},{7,i},{8,j}}',
        '{"on_error": "skip"}' || options || jsonb_build_object('engine', engine));
    select concat_ws(' ', j.status, j.rows_imported, j.rows_rejected, j.rows_held_back, (select count(*) from demo.trunk))
    into v_text
    from tabular_import.import_job as j
    where j.id = v_job;
    delete from demo.trunk;
    return v_text;
end;
$$;
select is(pg_temp.ends(o.options), o.ends, o.name)
from (values
    ('{}'::jsonb, 'partial 8 2 0 8', 'without a limit'),
    ('{"max_errors": 2}', 'partial 8 2 0 8', 'as many as allowed'),
    ('{"max_errors": 1}', 'error 0 2 8 0', 'one more'),
    ('{"max_errors": "1"}', 'error 0 2 8 0', 'a number as a text'),
    ('{"max_errors": 0}', 'error 0 2 8 0', 'none allowed'),
    ('{"max_errors": "20 %"}', 'partial 8 2 0 8', 'just the percentage'),
    ('{"max_errors": "19.9%"}', 'error 0 2 8 0', 'a tenth less'),
    ('{"max_errors": "100 %"}', 'partial 8 2 0 8', 'all')
) as o (options, ends, name);
select is(pg_temp.ends('{"max_errors": 1}', 'reference'), 'error 0 2 8 0', 'the reference engine as well');

create temporary table job as
select tap_help.import('demo.trunk', '{code,a_field}', '{{1,a},{x,c},{y,d}}', '{"on_error": "skip", "max_errors": "50 %"}') as id;
select is(
    tap_help.result(id),
    E'Errors occurred while importing the records\n'
    '    2 of 3 row(s) are refused, more than option max_errors allows: 50 %\n'
    '    2: Failed to adapt value of code to integer: ''x''\n'
    '    3: Failed to adapt value of code to integer: ''y''',
    'the result says first why nothing went in'
) from job;
select results_eq(
    'select tap_help.errors(id) from job', $$values ('- | - | - | TI018'), ('2 | code | x | 22P02'), ('3 | code | y | 22P02')$$,
    'and so do the errors'
);
select is(tap_help.engines_differ(
    'demo.trunk', '{code,a_field}', '{{1,a},{x,c},{y,d}}', '{"on_error": "skip", "max_errors": 1}'), null, 'both engines agree');

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
select is(
    pg_temp.refusal('{"max_errors": 5}'),
    'The option ''max_errors'' does nothing without on_error skip. '
    'Set option on_error to skip as well, or leave max_errors out.', 'alone it means nothing'
);
select is(
    pg_temp.refusal('{"on_error": "ignore"}'), 'The option ''on_error'' cannot be "ignore". It takes one of: abort, skip.',
    'another word'
);
select is(
    pg_temp.refusal(format('{"on_error": "skip", "max_errors": %s}', o.value)),
    format('The option ''max_errors'' cannot be %s. It takes a whole number, or a percentage such as "5 %%".', o.value),
    'max_errors ' || o.value)
from (values ('-1'), ('"101 %"'), ('"many"')) as o (value);
select is(
    pg_temp.refusal('{"on_error": "skip", "propose": "apply"}'),
    'The options ''propose'' apply and ''on_error'' skip contradict each other. '
    'Let a job without on_error show or apply what the file proposes, then import it with on_error skip.',
    'what is proposed would come too late'
);
select tabular_import.save_import_profile('lenient', null, '{"on_error": "skip"}');
select is(pg_temp.refusal('{"profile": "lenient", "max_errors": 5}'), 'accepted', 'a profile may say the other half');
select * from finish();
rollback;
