begin;
select plan(8);
create temporary table job as select tap_help.submit('demo.trunk') as id, null::uuid as file_id;
update job set file_id = j.file_id from tabular_import.import_job as j;
grant select on job to public;

select tap_help.log_in('alice');
select isnt(tabular_import.read_file_chunk(j.file_id, 0), null, 'who uploaded it') from job as j;
select tap_help.log_in('ada');
select isnt(tabular_import.read_file_chunk(j.file_id, 0), null, 'an admin') from job as j;
select tap_help.log_in('bob');
select throws_ok(
    format('select tabular_import.read_file_chunk(%L, 0)', j.file_id), 'TI003',
    format('There is no file %s that you may read.', j.file_id), 'no other user'
) from job as j;
select tap_help.log_in('walter');
select throws_ok(
    format('select tabular_import.read_file_chunk(%L, 0)', j.file_id), 'TI003', null, 'no worker that has not claimed the job'
) from job as j;
select tap_help.log_out();
select tap_help.claim(j.id) from job as j;
select tap_help.log_in('walter');
select isnt(tabular_import.read_file_chunk(j.file_id, 0), null, 'the worker that has') from job as j;
select lives_ok(format('select tabular_import.reject_import(%s, 1, ''over'')', j.id), 'until the job ends') from job as j;
select throws_ok(
    format('select tabular_import.read_file_chunk(%L, 0)', j.file_id), 'TI003', null, 'and no longer'
) from job as j;
select tap_help.log_in('nobody_');
select throws_ok(
    format('select tabular_import.read_file_chunk(%L, 0)', j.file_id), '42501', null, 'a role without any right'
) from job as j;

select * from finish();
rollback;
