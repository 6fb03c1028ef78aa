begin;
select plan(9);

-- NULL, except in a key column with a default
select is(
    tap_help.result(tap_help.import('demo.trunk', '{code,a_field}', array[['', ''], [null, null], ['50', 'x']])),
    'Successfully imported 3 row(s)', 'empty cells are no error where NULL or a default is to be had'
);
select results_eq(
    'select code, a_field from demo.trunk order by code', $$values (1, null), (2, null), (50, 'x')$$,
    'the key takes its default, the other column NULL'
);

create temporary table header as
select '{code,is_required,not_required,is_required_with_default,not_required_with_default}'::text[] as names;
create temporary table job as
select tap_help.import('demo.required_tests', h.names, '{{1,a,"",b,""},{2,"","",c,""},{3,"","","",""}}') as id from header as h;
select results_eq(
    'select row_number, column_name, value, sqlstate, constraint_name, message, hint'
    ' from tabular_import.import_job_error order by error_number',
    $$values
    (2::bigint, 'is_required', null, '23502', null,
        'null value in column "is_required" of relation "required_tests" violates not-null constraint',
        'Fill in the cell.'),
    (3, 'is_required', null, '23502', null,
        'null value in column "is_required" of relation "required_tests" violates not-null constraint',
        'Fill in the cell.'),
    (3, 'is_required_with_default', null, '23502', null,
        'null value in column "is_required_with_default" of relation "required_tests" violates not-null constraint',
        'Fill in the cell.')$$,
    'a required cell may not be empty, default or not'
);
select is(
    tap_help.result(j.id),
    'Errors occurred while importing the records
    2: null value in column "is_required" of relation "required_tests" violates not-null constraint
    3: null value in column "is_required" of relation "required_tests" violates not-null constraint
    3: null value in column "is_required_with_default" of relation "required_tests" violates not-null constraint',
    'the result says so'
) from job as j;

-- use_defaults
select is(
    tap_help.result(tap_help.import(
        'demo.required_tests', h.names, '{{10,a,"","",""},{"",a,x,y,z},{30,a,"","","NULL"}}', '{"use_defaults": true}'
    )),
    'Successfully imported 3 row(s)', 'with use_defaults every column with a default may be empty'
) from header as h;
select results_eq(
    'select code, is_required, not_required, is_required_with_default, not_required_with_default'
    ' from demo.required_tests order by code',
    $$values (1, 'a', 'x', 'y', 'z'), (10, 'a', null, 'foo', 'foo'), (30, 'a', null, 'foo', 'NULL')$$,
    'empty cells take the default where there is one, else NULL; the word NULL is a text'
);
create temporary table without as
select tap_help.import('demo.required_tests', h.names, '{{9,"","","",""}}', '{"use_defaults": true}') as id from header as h;
select results_eq(
    'select tap_help.errors(id) from without',
    $$values ('1 | is_required | - | 23502')$$, 'but a required column without default stays required'
);

-- a file that brings nothing but defaults
create table demo.counter (id integer primary key default 5, note text default 'n');
grant insert on demo.counter to tabular_import_user;
select is(
    tap_help.result(tap_help.import('demo.counter', '{id,note}', array[['', '']], '{"use_defaults": true}')),
    'Successfully imported 1 row(s)', 'a row may be all defaults'
);
select results_eq('select id, note from demo.counter', $$values (5, 'n')$$, 'which it gets');

select * from finish();
rollback;
