begin;
select plan(22);
create role wanda login;
grant tabular_import_worker to wanda;
create temporary table job as select tap_help.submit('demo.trunk') as id;
grant select on job to public;

create function pg_temp.calls(attempt integer) returns setof text language sql as $$
    select format(c.call, j.id, attempt)
    from job as j, (values
        (1, 'select tabular_import.start_import(%s, %s)'),
        (2, 'select tabular_import.stage_import(%s, %s, ''{code,a_field}'')'),
        (3, 'select tabular_import.run_import(%s, %s, 0)'),
        (4, 'select tabular_import.reject_import(%s, %s, ''x'')'),
        (5, 'select tabular_import.fail_import(%s, %s, ''22000'', ''x'')'),
        (6, 'select tabular_import.job_template(%s, %s)'),
        (7, 'select tabular_import.note_staged(%s, %s, 1)')) as c (n, call)
    order by c.n
$$;
grant execute on function pg_temp.calls(integer) to public;

-- before the job is claimed, under another attempt, by another worker
select tap_help.log_in('walter');
select throws_ok(c, 'TI008', null, 'not claimed: ' || c) from pg_temp.calls(0) as c;
select tap_help.log_out();
select tap_help.claim(j.id) from job as j;
select tap_help.log_in('wanda');
select throws_ok(c, 'TI008', null, 'another''s: ' || c) from pg_temp.calls(1) as c;
select tap_help.log_in('walter');
select throws_ok(
    format('select tabular_import.run_import(%s, 2, 0)', j.id), 'TI008',
    format('Job %s is not running under attempt 2 of yours.', j.id), 'another attempt'
) from job as j;

select throws_ok(
    format('select tabular_import.note_staged(%s, 1, 1)', j.id), 'TI009', format('Job %s is not being staged.', j.id),
    'before there is a table'
) from job as j;
-- in the wrong order, or with another number of rows than were staged
select throws_ok(
    format('select tabular_import.run_import(%s, 1, 0)', j.id), 'TI009', format('Job %s has no staging table.', j.id),
    'nothing is staged'
) from job as j;
select tap_help.log_out();
select tap_help.stage(j.id, '{code,a_field}', '{{1,x},{2,y}}') from job as j;
select tap_help.log_in('walter');
select throws_ok(
    format('select tabular_import.run_import(%s, 1, 3)', j.id), 'TI009',
    'The staging table holds 2 row(s) instead of 3.', 'rows got lost on the way'
) from job as j;

select tabular_import.note_staged(j.id, 1, 2, true) from job as j;
select throws_ok(
    format('select tabular_import.note_staged(%s, 1, 3)', j.id), 'TI009', format('Job %s is not being staged.', j.id),
    'after the last chunk'
) from job as j;

-- a job has one staging table, whoever begins anew
select is(
    (select tabular_import.stage_import(j.id, 1, '{code,a_field}') from job as j),
    (select format('tabular_import_staging.job_%s_1', j.id) from job as j), 'staging may begin anew'
);
select is(
    (select tabular_import.run_import(j.id, 1, 0) from job as j), 'success', 'with nothing in it'
);
select tap_help.log_out();
select is(
    (select count(*) from pg_class where relnamespace = 'tabular_import_staging'::regnamespace), 0::bigint, 'none is left'
);

select * from finish();
rollback;
