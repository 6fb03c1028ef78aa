begin;
select plan(9);

create temporary table job as
select tap_help.import('demo.trunk', '{code,a_field}', array[
    ['a', ''], ['b', ''], ['c', ''], ['1.5', ''], ['5', 'the good one'], ['2147483648', ''], ['1_000', ''], ['5', 'again'],
    ['x', ''], ['y', '']
]) as id;
select results_eq(
    'select tap_help.errors(id) from job',
    $$values ('1 | code | a | 22P02'), ('2 | code | b | 22P02'), ('3 | code | c | 22P02'), ('4 | code | 1.5 | 22P02'),
    ('6 | code | 2147483648 | 22003'),
    ('7 | code | 1_000 | ' || case when current_setting('server_version_num')::int >= 160000 then 'TI020' else '22P02' end),
    ('8 | code | 5 | 23505'), ('9 | code | x | 22P02'), ('10 | code | y | 22P02')$$,
    'a file of 10 rows with 9 bad ones shows 9'
);
select is(tap_help.status(id), 'error', 'the job ends in error') from job;
select is_empty('select * from demo.trunk', 'and the good row is not imported');
select results_eq(
    'select rows_read, rows_imported, rows_rejected, rows_skipped from tabular_import.import_job',
    'values (10::bigint, 0::bigint, 9::bigint, 0::bigint)', 'the rows are counted'
);

-- A row is judged as if the good ones before it had been inserted, the bad ones not.
insert into demo.unique_tests (code, is_unique) values (1, 'a');
create temporary table unique_job as
select tap_help.import('demo.unique_tests', '{code,is_unique,not_unique}', array[
    ['1', 'z', ''], ['2', 'z', ''], ['2', 'y', ''], ['x', 'q', ''], ['3', 'q', ''], ['4', 'y', '']
]) as id;
select results_eq(
    'select tap_help.errors(id) from unique_job',
    $$values ('1 | code | 1 | 23505'), ('3 | code | 2 | 23505'), ('4 | code | x | 22P02')$$,
    'what a refused row would have brought does not stand in the way of the next'
);

-- A row of a wrong length
create temporary table short as select tap_help.submit('demo.trunk') as id;
select tap_help.claim(id) from short;
select tap_help.stage(id, '{code,a_field}', array[['1', 'x'], ['2', 'y'], ['3', 'z'], ['3', 'z']]) from short;
do $$
begin
    execute format('update %s set read_error = ''Incorrect number of columns''
        || case row_number when 3 then '': expected 2, found 5'' else '''' end where row_number in (2, 3)',
        (select tap_help.staging(id) from short));
end;
$$;
select tap_help.run(id) from short;
select is(
    tap_help.result(id),
    E'Errors occurred while importing the records\n    2: Incorrect number of columns\n    3: Incorrect number of columns',
    'a row that could not be read is a row error'
) from short;
select results_eq(
    'select row_number, line_number, column_name, value, sqlstate from tabular_import.import_job_error'
    ' where job_id = (select id from short) order by error_number',
    $$values (2::bigint, 3::bigint, null, null, 'TI021'), (3, 4, null, null, 'TI021')$$,
    'with its line and without a column'
);
select is(
    (
        select string_agg(split_part(e.hint, '.', 1), '; ' order by e.error_number)
        from tabular_import.import_job_error as e
        where e.job_id = (select short.id from short)
    ),
    'Correct the row in the file: every row needs one cell for each column of the header; '
    'The header has 2 columns, the row 5 cells',
    'and the hint tells the counts'
);

select is(
    tap_help.result(tap_help.import('demo.trunk', '{code,a_field}', '{}')), 'Successfully imported 0 row(s)',
    'a file may hold no row'
);

select * from finish();
rollback;
