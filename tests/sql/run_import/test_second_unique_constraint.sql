begin;
select plan(3);

create temporary table job as
select tap_help.import('demo.unique_tests', '{code,is_unique,not_unique}', '{{1,a,x},{2,b,x},{3,a,x},{1,c,x}}') as id;
select is(
    tap_help.result(j.id),
    'Errors occurred while importing the records
    3: duplicate key value violates unique constraint "unique_tests_is_unique_uk"
DETAIL:  Key (is_unique)=(a) already exists.
    4: Got a duplicate identity: Unique Tests . Code, Which triggered an error from the database driver: '
    'duplicate key value violates unique constraint "unique_tests_pk"
DETAIL:  Key (code)=(1) already exists.',
    'the constraint is named with its key'
) from job as j;
select results_eq(
    'select row_number, column_name, value, sqlstate, constraint_name from tabular_import.import_job_error order by error_number',
    $$values (3::bigint, 'is_unique', 'a', '23505', 'unique_tests_is_unique_uk'), (4, 'code', '1', '23505', 'unique_tests_pk')$$,
    'and so are the column and the value'
);
select is_empty('select * from demo.unique_tests', 'nothing is imported');

select * from finish();
rollback;
