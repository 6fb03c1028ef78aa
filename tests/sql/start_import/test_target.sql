begin;
select plan(15);

create function pg_temp.outcome(name text, meanwhile text default '') returns text language plpgsql volatile as $$
declare
    v_job bigint := tap_help.submit(name);
begin
    execute meanwhile;
    perform tap_help.claim(v_job);
    perform tap_help.stage(v_job, '{code,a_field}', '{{1,x}}');
    if tap_help.status(v_job) = 'running' then
        perform tap_help.run(v_job);
    end if;
    return tap_help.result(v_job);
end;
$$;

select is(pg_temp.outcome('trunk_table'), 'Table does not exist: trunk_table', 'a table that is not there');
select results_eq(
    'select status, rows_read, rows_imported, hint from tabular_import.import_job',
    $$values ('error', null::bigint, null::bigint, 'Name it as in SQL, with its schema where the search_path does not find it; '
        || 'temporary tables and tables that you may not see do not count.')$$,
    'the job ends in error before the file is looked at'
);
select is(pg_temp.outcome('trunk'), 'Table does not exist: trunk', 'a table outside the search path');
select is(
    pg_temp.outcome('demo.no such "table"'), 'Table does not exist: demo.no such "table"', 'the name is repeated as it was given'
);
select is(pg_temp.outcome('demo.trunk', 'select'), 'Successfully imported 1 row(s)', 'a table that is there');

-- what happens between the submit and the work
select is(
    pg_temp.outcome('demo.trunk', 'alter table demo.trunk rename to trunk_before'), 'Table does not exist: demo.trunk',
    'a table that was renamed'
);
select is(
    (select j.hint from tabular_import.import_job as j order by j.id desc limit 1),
    'The table was dropped, renamed or replaced after the job was submitted; submit it again.', 'the hint says so'
);
create table demo.trunk (code integer, a_field text);
select is(
    pg_temp.outcome('demo.trunk', 'drop table demo.trunk; create table demo.trunk (code integer, a_field text);'
        'grant insert on demo.trunk to alice'),
    'Table does not exist: demo.trunk', 'a table that was replaced is not the one that was meant'
);
select is_empty('select * from demo.trunk', 'nothing goes into the other');
select is(
    pg_temp.outcome('demo.trunk', 'alter table demo.trunk add column more text not null'),
    'Incoming dataset is missing columns: more', 'a table that was changed is judged as it is now'
);

-- rights, at the time of the work
alter table demo.trunk drop column more;
select is(
    pg_temp.outcome('demo.trunk', 'revoke insert on demo.trunk from alice'), 'Permission denied for table: demo.trunk',
    'the right to insert'
);
select is(
    (select j.hint from tabular_import.import_job as j order by j.id desc limit 1),
    'The owner of the table has to call: grant insert on demo.trunk to alice;', 'the hint names what is missing'
);
grant insert on demo.trunk to alice;
select is(
    pg_temp.outcome('demo.trunk', 'revoke usage on schema demo from tabular_import_user'),
    'Permission denied for table: demo.trunk', 'the right to use the schema'
);
grant usage on schema demo to tabular_import_user;
select is(
    tap_help.result(tap_help.import('demo.trunk', '{code,a_field}', '{{1,x}}', role_name => 'bob')),
    'Permission denied for table: demo.trunk', 'a right is the submitter''s own'
);
alter table demo.trunk enable row level security;
create policy small on demo.trunk for insert with check (code < 10);
create temporary table by_policy as
select tap_help.import('demo.trunk', '{code,a_field}', '{{1,x},{10,y}}') as id;
select results_eq(
    'select row_number, sqlstate, message, hint from tabular_import.import_job_error where job_id = (select id from by_policy)',
    $$values (2::bigint, '42501', 'new row violates row-level security policy for table "trunk"',
        'Take the row out, or ask for the right to insert such rows.')$$,
    'a policy refuses rows'
);

select * from finish();
rollback;
