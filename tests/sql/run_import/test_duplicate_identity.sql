begin;
select plan(7);

select is(
    tap_help.result(tap_help.import('demo.trunk', '{code,a_field}', '{{1,foo},{2,bar}}')),
    'Successfully imported 2 row(s)', 'two rows go into the empty table'
);

create temporary table again as
select tap_help.import('demo.trunk', '{code,a_field}', '{{1,foo},{2,bar}}') as job_id;
select is(tap_help.status(a.job_id), 'error', 'the same again ends in error') from again as a;
select is(
    tap_help.result(a.job_id),
    'Errors occurred while importing the records
    1: Got a duplicate identity: Trunk . Code, Which triggered an error from the database driver: '
    'duplicate key value violates unique constraint "trunk_pk"
DETAIL:  Key (code)=(1) already exists.
    2: Got a duplicate identity: Trunk . Code, Which triggered an error from the database driver: '
    'duplicate key value violates unique constraint "trunk_pk"
DETAIL:  Key (code)=(2) already exists.',
    'the result says so, word for word'
) from again as a;
select results_eq(
    'select row_number, line_number, column_name, value, sqlstate, constraint_name, message, detail, hint'
    ' from tabular_import.import_job_error order by error_number',
    $$values
    (1::bigint, 2::bigint, 'code', '1', '23505', 'trunk_pk',
        'Got a duplicate identity: Trunk . Code, Which triggered an error from the database driver: '
        || 'duplicate key value violates unique constraint "trunk_pk"',
        'Key (code)=(1) already exists.', 'Take the row out, or give it a value that is not in use yet.'),
    (2, 3, 'code', '2', '23505', 'trunk_pk',
        'Got a duplicate identity: Trunk . Code, Which triggered an error from the database driver: '
        || 'duplicate key value violates unique constraint "trunk_pk"',
        'Key (code)=(2) already exists.', 'Take the row out, or give it a value that is not in use yet.')$$,
    'every row error carries all that is known'
);
select results_eq(
    'select rows_read, rows_imported, rows_rejected, rows_skipped from tabular_import.import_job order by id desc limit 1',
    'values (2::bigint, 0::bigint, 2::bigint, 0::bigint)', 'the rows are counted'
);
select results_eq(
    'select code, a_field from demo.trunk order by code', $$values (1, 'foo'), (2, 'bar')$$, 'nothing changed'
);

-- A key of several columns.
insert into demo.branch (trunk_id, code) select t.id, 7 from demo.trunk as t where t.code = 1;
select tap_help.import('demo.branch', '{trunk_id,code,some_field}', array[[t.id::text, '7', 'true']])
from demo.trunk as t where t.code = 1;
select results_eq(
    'select column_name, value, message, detail from tabular_import.import_job_error order by job_id desc limit 1',
    $$select 'trunk_id, code', t.id || ', 7',
        'Got a duplicate identity: Branch . Trunk Id, Code, Which triggered an error from the database driver: '
        'duplicate key value violates unique constraint "branch_pk"',
        format('Key (trunk_id, code)=(%s, 7) already exists.', t.id)
    from demo.trunk as t where t.code = 1$$,
    'a key of several columns is named with all of them'
);

select * from finish();
rollback;
