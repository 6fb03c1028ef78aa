begin;
select plan(6);
create temporary table job as
select tap_help.import('demo.trunk', '{code,a_field}', array(select array['x' || i, ''] from generate_series(1, 250) as i)) as id;

select is((select count(*) from tabular_import.import_job_error), 250::bigint, 'every bad row is recorded');
select is((select j.rows_rejected from tabular_import.import_job as j), 250::bigint, 'and counted');
select is(
    tap_help.result(j.id),
    E'Errors occurred while importing the records\n' || (
        select string_agg(format('    %s: Failed to adapt value of code to integer: ''x%s''', i, i), E'\n' order by i)
        from generate_series(1, 100) as i
    ) || E'\n    and 150 more',
    'the result shows the first 100 and says how many more there are'
) from job as j;
select results_eq(
    'select row_number from tabular_import.import_job_error order by error_number',
    'select generate_series(1, 250)::bigint', 'in file order'
);

create temporary table hundred as
select tap_help.import('demo.trunk', '{code,a_field}', array(select array['x' || i, ''] from generate_series(1, 100) as i)) as id;
select is(tap_help.result(h.id) not like '% more', true, '100 errors are all shown') from hundred as h;
create temporary table hundred_and_one as
select tap_help.import('demo.trunk', '{code,a_field}', array(select array['x' || i, ''] from generate_series(1, 101) as i)) as id;
select is(tap_help.result(h.id) like E'%''x100''\n    and 1 more', true, 'of 101 one is not') from hundred_and_one as h;

select * from finish();
rollback;
