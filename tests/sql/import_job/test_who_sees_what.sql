begin;
select plan(16);
create temporary table job as
select
    tap_help.import('demo.trunk', '{code,a_field}', '{{x,a}}', role_name => 'alice') as of_alice,
    tap_help.import('demo.trunk', '{code,a_field}', '{{y,b}}', role_name => 'bob') as of_bob;
grant select on job to public;

create function pg_temp.seen() returns text language sql as $$
    select format('%s jobs, %s errors, %s files',
        (select count(*) from tabular_import.import_job), (select count(*) from tabular_import.import_job_error),
        (select count(*) from tabular_import.import_file))
$$;
grant execute on function pg_temp.seen() to public;

select tap_help.log_in('alice');
select is(pg_temp.seen(), '1 jobs, 1 errors, 1 files', 'alice sees her own');
select is((select j.id from tabular_import.import_job as j), (select of_alice from job), 'her job');
select is((select e.value from tabular_import.import_job_error as e), 'x', 'her error');
select tap_help.log_in('bob');
select is(pg_temp.seen(), '1 jobs, 1 errors, 1 files', 'bob sees his own');
select is((select j.id from tabular_import.import_job as j), (select of_bob from job), 'his job');
select is((select e.value from tabular_import.import_job_error as e), 'y', 'his error');
select tap_help.log_in('ada');
select is(pg_temp.seen(), '2 jobs, 2 errors, 2 files', 'an admin sees all');
select tap_help.log_in('walter');
select is(pg_temp.seen(), '0 jobs, 0 errors, 0 files', 'a worker sees nothing of others');
select tap_help.log_in('nobody_');
select throws_ok('select * from tabular_import.import_job', '42501', null, 'who has no right sees nothing');
select throws_ok('select * from tabular_import.import_job_error', '42501', null, 'of errors');
select throws_ok('select * from tabular_import.import_file', '42501', null, 'nor of files');

-- a condition that would tell what it sees is not asked about others' rows
select tap_help.log_in('alice');
create function pg_temp.leaks(job_id bigint) returns boolean language plpgsql cost 0.0001 as $$
begin
    if job_id <> (select of_alice from job) then
        raise 'seen %', job_id;
    end if;
    return true;
end;
$$;
select lives_ok('select * from tabular_import.import_job where pg_temp.leaks(id)', 'the view of jobs does not leak');
select lives_ok('select * from tabular_import.import_job_error where pg_temp.leaks(job_id)', 'nor that of errors');
select throws_ok('update tabular_import.import_job set status = ''success''', '55000', null, 'nobody changes a job');
select throws_ok('delete from tabular_import.import_job_error', '55000', null, 'or an error');
select throws_ok('select * from tabular_import_private.import_job', '42501', null, 'or reads the tables below');

select * from finish();
rollback;
