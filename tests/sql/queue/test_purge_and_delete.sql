begin;
select plan(39);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create temporary table j as
select
    tap_help.import('demo.trunk', '{code,a_field}', '{{1,x}}') as done,
    tap_help.import('demo.trunk', '{code,a_field}', '{{x,x}}') as failed,
    tap_help.submit('demo.trunk', '{"queue": "never"}') as waiting;
grant select on j to public;
create temporary table f as select i.id as job_id, i.file_id from tabular_import.import_job as i;

-- one job
select throws_ok(
    format('select tap_help.call_as(%L, ''select tabular_import.delete_import_job(%s)'')', r.name, j.done), 'TI007', null, r.name || ' may not'
) from j, (values ('bob'), ('walter')) as r (name);
select throws_ok(
    format('select tap_help.call_as(''alice'', ''select tabular_import.delete_import_job(%s)'')', j.waiting), 'TI009',
    format('Job %s is queued; only a finished job can be deleted.', j.waiting), 'not one that waits'
) from j;
select lives_ok(format('select tap_help.call_as(''alice'', ''select tabular_import.delete_import_job(%s)'')', j.failed), 'one that ended') from j;
select is((select count(*) from tabular_import.import_job as i where i.id = j.failed), 0::bigint, 'it is gone') from j;
select is((select count(*) from tabular_import_private.import_job_error as e where e.job_id = j.failed), 0::bigint, 'with its row errors') from j;
select is((select count(*) from tabular_import_private.import_attempt as e where e.job_id = j.failed), 0::bigint, 'its history') from j;
select is(
    (select count(*) from tabular_import_private.import_file as i join f on f.file_id = i.id where f.job_id = j.failed), 0::bigint, 'and its file'
) from j;
select throws_ok(
    format('select tap_help.call_as(''alice'', ''select tabular_import.delete_import_job(%s)'')', j.failed), 'TI007', null, 'not twice'
) from j;

-- a file that another job uses stays
select tap_help.call_as('alice', format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.file_id))
from j join f on f.job_id = j.done;
select tap_help.call_as('ada', format('select tabular_import.delete_import_job(%s)', j.done)) from j;
select is((select count(*) from tabular_import.import_job as i where i.id = j.done), 0::bigint, 'an admin may delete another''s job') from j;
select is(
    (select count(*) from tabular_import_private.import_file as i join f on f.file_id = i.id where f.job_id = j.done), 1::bigint,
    'its file is still needed'
) from j;

-- whoever deletes jobs, by hand too, deletes their row errors
delete from tabular_import_private.import_job where id <> (select waiting from j);
create temporary table e as
select tap_help.import('demo.trunk', '{code,a_field}', '{{x,x}}') as one, tap_help.import('demo.trunk', '{code,a_field}', '{{x,x}}') as other;
delete from tabular_import_private.import_job as i using e where i.id = e.one;
select is(
    (select array_agg(distinct r.job_id) from tabular_import_private.import_job_error as r), array[e.other],
    'a deleted job leaves no row errors, another keeps its own'
) from e;

-- old ones
delete from tabular_import_private.import_job where id <> (select waiting from j);
delete from tabular_import_private.import_file as f
where not exists (select from tabular_import_private.import_job as i where i.file_id = f.id);
select throws_ok(format('select tap_help.call_as(%L, ''select tabular_import.purge_import_jobs(''''1 day'''')'')', r.name), '42501', null, r.name || ' may not')
from (values ('alice'), ('walter')) as r (name);
create temporary table p as
select n, tap_help.import('demo.trunk', '{code,a_field}', array[[(100 + n)::text, 'x']]) as id from generate_series(1, 5) as n;
select tap_help.move_clock('1 day');
create temporary table q as select tap_help.import('demo.trunk', '{code,a_field}', '{{200,x}}') as id;
select tap_help.move_clock('1 hour');
create temporary table running as select tap_help.submit('demo.trunk') as id;
select is(tap_help.take(), running.id, 'one runs') from running;
create function pg_temp.purge(older_than text, batch_size integer default 1000) returns bigint language sql as $$
    select tap_help.call_as('ada', format('select tabular_import.purge_import_jobs(%L, %s)', older_than, batch_size))::bigint
$$;
select is(pg_temp.purge('2 days'), 0::bigint, 'nothing is so old');
select is(pg_temp.purge('1 day', 2), 2::bigint, 'a batch');
select is(
    (select array_agg(p.n order by p.n) from p join tabular_import.import_job as i using (id)), array[3, 4, 5], 'the oldest first'
);
select is(pg_temp.purge('1 day', 2), 2::bigint, 'another');
select is(pg_temp.purge('1 day', 2), 1::bigint, 'the rest');
select is(pg_temp.purge('1 day', 2), 0::bigint, 'and no more');
select set_eq(
    'select id from tabular_import.import_job', 'select waiting from j union select id from q union select id from running',
    'what waits, runs or is younger stays'
);
select is((select count(*) from tabular_import_private.import_file), 3::bigint, 'as do their files');
select is((select count(*) from tabular_import_private.import_file_chunk), 3::bigint, 'and these files'' content');
select is((select count(*) from tabular_import_private.import_attempt), 2::bigint, 'and their history');
select tap_help.move_clock('1 hour');
select is(pg_temp.purge('0'), 1::bigint, 'all that has ended');
select is((select count(*) from tabular_import_private.import_job), 2::bigint, 'never what has not');

-- uploads that nobody finished or used
select tap_help.call_as('alice', 'select tabular_import.begin_file_upload(''half.csv'')');
select tap_help.call_as('alice', 'select tabular_import.upload_file(''unused.csv'', ''x'')');
select is(pg_temp.purge('1 day'), 0::bigint, 'no jobs');
select is((select count(*) from tabular_import_private.import_file), 4::bigint, 'young uploads stay');
select tap_help.move_clock('25 hours');
select is(pg_temp.purge('1 day', 1), 1::bigint, 'an old upload');
select is(pg_temp.purge('1 day', 1), 1::bigint, 'another');
select is(pg_temp.purge('1 day', 1), 0::bigint, 'that is all');
select is((select count(*) from tabular_import_private.import_file), 2::bigint, 'old uploads go');

-- what was left staged, of a job that is gone
insert into tabular_import_private.staging (job_id, attempt, header) values (-1, 1, '{a}');
select is(pg_temp.purge('1 day'), 0::bigint, 'no job and no upload');
select is((select count(*) from tabular_import_private.staging where job_id = -1), 0::bigint, 'goes, too');

-- all at once
insert into tabular_import_private.import_job_error (job_id, error_number, sqlstate, message) select id, 1, 'TI000', 'x' from running;
truncate tabular_import_private.import_job cascade;
select is_empty('select from tabular_import_private.import_job_error', 'no jobs, no row errors');

-- what is no age
select throws_ok(format('select pg_temp.purge(%L, %s)', a.age, a.size), 'TI005', null, format('%s, %s', a.age, a.size))
from (values ('-1 day', 1000), ('1 day', 0)) as a (age, size);
select throws_ok(
    $$select tap_help.call_as('ada', 'select tabular_import.purge_import_jobs(''1 day'', null)')$$, 'TI005', null, 'no size'
);

select * from finish();
rollback;
