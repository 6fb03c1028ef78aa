begin;
select plan(11);

select tap_help.log_in('alice');
savepoint before;
create temporary table ids (file_id uuid, job_id bigint);
insert into ids (file_id) values (tabular_import.upload_file('x.csv', 'x'));
update ids set job_id = tabular_import.submit_tabular_import_task('demo.trunk', file_id);
select is(tabular_import.poll_queue(), 1::bigint, 'a task waits');
rollback to before;
select is(tabular_import.poll_queue(), 0::bigint, 'after a rollback none does');
select is((select count(*) from tabular_import.import_job), 0::bigint, 'there is no job');
select is((select count(*) from tabular_import.import_file), 0::bigint, 'nor a file');

-- several jobs of one file
create temporary table file as select tabular_import.upload_file('x.csv', 'x') as id;
select isnt(
    tabular_import.submit_tabular_import_task('demo.trunk', f.id),
    tabular_import.submit_tabular_import_task('demo.trunk', f.id, '{"queue": "night"}'),
    'a file may be submitted more than once'
) from file as f;
select is(tabular_import.poll_queue(), 1::bigint, 'into the queue that is named');
select is(tabular_import.poll_queue('night'), 1::bigint, 'or into the default one');
select is(tabular_import.poll_queue('tabular_import'), 1::bigint, 'which is called tabular_import');
select ok(
    tabular_import.submit_tabular_import_task('demo.trunk', f.id, '{"queue": "default"}') is not null,
    'a queue may be called default'
) from file as f;
select is(
    array[tabular_import.poll_queue(), tabular_import.poll_queue('default')], array[1, 1]::bigint[],
    'which is a queue like others'
);
select is(tabular_import.poll_queue('of nobody'), 0::bigint, 'a queue that nobody named is empty');

select * from finish();
rollback;
