begin;
select plan(11);
create function pg_temp.load(columns text[], variadic cells text[]) returns bigint language sql as $$
    select tap_help.import('demo.trunk', columns, array(select array['x' || c, ''] from unnest(cells) as c));
$$;
create function pg_temp.hint(job_id bigint) returns text language sql as $$
    select j.hint from tabular_import.import_job as j where j.id = job_id;
$$;
create function pg_temp.stored(job_id bigint) returns bigint[] language sql as $$
    select array_agg(e.error_number order by e.error_number)
    from tabular_import.import_job_error as e where e.job_id = stored.job_id;
$$;

-- by number
select tabular_import.set_import_setting('max_row_errors', 3);
create temporary table three as select pg_temp.load('{code,a_field}', '1', '2', '3') as id;
select is(pg_temp.stored(t.id), '{1,2,3}', 'up to the limit all are stored') from three as t;
select ok(coalesce(pg_temp.hint(t.id), '') not like '%listed%', 'and nothing is said') from three as t;
create temporary table five as select pg_temp.load('{code,a_field}', '1', '2', '3', '4', '5') as id;
select is(pg_temp.stored(t.id), '{1,2,3}', 'beyond it the first') from five as t;
select is(
    (select row(j.status, j.rows_rejected)::text from tabular_import.import_job as j where j.id = t.id), '(error,5)',
    'all of them are counted'
) from five as t;
select is(
    pg_temp.hint(t.id),
    'Only the first 3 row error(s) can be listed, and 2 more not: an administrator limits them by the settings '
    'max_row_errors and max_error_bytes.',
    'and the hint says so'
) from five as t;
select ok(tap_help.result(t.id) like E'%''x3''\n    and 2 more', 'the result too') from five as t;

-- by bytes
select tabular_import.set_import_setting('max_row_errors', null);
select tabular_import.set_import_setting('max_error_bytes', 5000);
create temporary table long as select pg_temp.load('{code,a_field}', '1', repeat('2', 6000), '3') as id;
select is(pg_temp.stored(t.id), '{1}', 'one that is too long ends the list') from long as t;
select ok(tap_help.result(t.id) like E'%''x1''\n    and 2 more', 'the rest is counted') from long as t;
select tabular_import.set_import_setting('max_error_bytes', 1);
create temporary table none as select pg_temp.load('{code,a_field}', '1', '2') as id;
select is(pg_temp.stored(t.id), null, 'where nothing may be stored') from none as t;
select is(
    tap_help.result(t.id), E'Errors occurred while importing the records\n    and 2 more', 'the number is told'
) from none as t;
select is(
    (select row(j.status, j.rows_imported, j.rows_rejected)::text from tabular_import.import_job as j where j.id = t.id),
    '(error,0,2)', 'and the file is refused'
) from none as t;

select * from finish();
rollback;
