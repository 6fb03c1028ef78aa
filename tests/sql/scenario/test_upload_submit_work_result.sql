begin;
select plan(19);

select is(tabular_import.poll_queue(), 0::bigint, 'the queue is empty');

select tap_help.log_in('alice');
create temporary table upload as
select tabular_import.upload_file('trunk.csv', E'code,a_field\n1,foo\n2,bar\n') as file_id;
create temporary table task as
select tabular_import.submit_tabular_import_task('demo.trunk', u.file_id) as job_id
from upload as u;
select is(tabular_import.poll_queue(), 1::bigint, 'one task waits');
select results_eq(
    'select table_name, file_name, status, options, submitted_by = ''alice'' from tabular_import.import_job',
    $$values ('demo.trunk', 'trunk.csv', 'queued', '{}'::jsonb, true)$$,
    'it is the only job'
);
select ok(
    (select j.submitted_at <= clock_timestamp() and j.started_at is null and j.completed_at is null and j.result is null
    from tabular_import.import_job as j),
    'it was submitted and no more'
);
grant select on upload, task to walter;

select tap_help.log_in('walter');
create temporary table claimed as
select c.* from tabular_import.claim_import_job('test') as c;
select results_eq(
    'select job_id, attempt, table_name, file_id, file_name, file_size, options from claimed',
    $$select t.job_id, 1, 'demo.trunk', u.file_id, 'trunk.csv', 25::bigint, '{}'::jsonb from task as t, upload as u$$,
    'the worker is told what it needs'
);
select is(
    (select c.file_sha256 from claimed as c), sha256(E'code,a_field\n1,foo\n2,bar\n'), 'and the hash of the file'
);
select is(tabular_import.poll_queue(), 0::bigint, 'nothing waits any more');
select is_empty('select * from tabular_import.claim_import_job(''another'')', 'nobody else gets the job');
select is(
    (select tabular_import.read_file_chunk(u.file_id, 0) from upload as u),
    E'code,a_field\n1,foo\n2,bar\n'::bytea,
    'the worker reads the file'
);
select is(
    (select (tabular_import.start_import(c.job_id, c.attempt)).columns from claimed as c),
    array['id', 'code', 'a_field'],
    'the table''s columns tell how to read it'
);
create temporary table staged as
select tabular_import.stage_import(c.job_id, c.attempt, '{code,a_field}') as name from claimed as c;
select is(
    (select s.name from staged as s),
    (select format('tabular_import_staging.job_%s_1', c.job_id) from claimed as c),
    'the staging table is the job''s own'
);
do $$
begin
    execute 'insert into ' || (select name from staged) || ' values (1, 2, null, ''1'', ''foo''), (2, 3, null, ''2'', ''bar'')';
end;
$$;
select is(
    (select tabular_import.run_import(c.job_id, c.attempt, 2) from claimed as c), 'success', 'the rows go in'
);
select throws_ok(
    'select tabular_import.poll_queue()', 'TI001', null,
    'the transaction of an import is closed to the API'
);

select tap_help.log_out();
delete from tabular_import_private.load_transaction;
select tap_help.log_in('alice');
select results_eq(
    'select status, result, rows_read, rows_imported, rows_rejected, rows_skipped from tabular_import.import_job',
    $$values ('success', 'Successfully imported 2 row(s)', 2::bigint, 2::bigint, 0::bigint, 0::bigint)$$,
    'the submitter reads the result'
);
select ok(
    (select j.submitted_at <= j.started_at and j.started_at <= j.completed_at from tabular_import.import_job as j),
    'and when it was'
);
select is_empty('select * from tabular_import.import_job_error', 'there are no errors');
select results_eq(
    'select code, a_field from demo.trunk order by code', $$values (1, 'foo'), (2, 'bar')$$, 'the rows are there'
);
select is((select count(*) from tabular_import.import_job), 1::bigint, 'it is still one job');

select tap_help.log_out();
select is_empty(
    $$select relname from pg_class where relnamespace = 'tabular_import_staging'::regnamespace$$,
    'the staging table is gone'
);

select * from finish();
rollback;
