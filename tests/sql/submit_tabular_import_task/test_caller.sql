begin;
select plan(6);

-- the role of SET ROLE counts, as gateways switch roles with every request
create role gateway login noinherit;
grant alice, bob to gateway;
select tap_help.log_in('gateway');
set local role alice;
create temporary table file as select tabular_import.upload_file('x.csv', 'x') as id;
grant select on file to bob;
select lives_ok(
    format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.id), 'alice submits'
) from file as f;
select is((select j.submitted_by from tabular_import.import_job as j), 'alice', 'she is the submitter');
set local role bob;
select is_empty('select * from tabular_import.import_job', 'bob sees nothing of it');
select throws_ok(
    format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.id), 'TI003', null, 'nor uses her file'
) from file as f;

-- inside a function of another it is that other one, whose code it is that calls
reset role;
select tap_help.log_out();
create function public.submit_for_me(file_id uuid) returns bigint language sql security definer as $$
    select tabular_import.submit_tabular_import_task('demo.trunk', file_id)
$$;
alter function public.submit_for_me(uuid) owner to bob;
select tap_help.log_in('alice');
select throws_ok(
    format('select public.submit_for_me(%L)', f.id), 'TI003', null, 'a function of bob''s has no file of alice''s to submit'
) from file as f;
select is((select count(*) from tabular_import.import_job as j), 1::bigint, 'nor a job of hers to make');

select * from finish();
rollback;
