begin;
select plan(6);
-- a superuser's session does not run the jobs of others
create temporary table job as select tap_help.submit('demo.trunk') as id;
grant select on job to public;
set local role alice;
select throws_ok(
    format('select tabular_import.claim_own_import_job(%s, ''me'')', j.id), 'TI002',
    'A superuser''s session may not run the jobs of alice.', 'in the role of their submitter'
) from job as j;
reset role;
select throws_ok(
    format('select tabular_import.claim_own_import_job(%s, ''me'')', j.id), 'TI007', null, 'nor as the superuser'
) from job as j;
select is(tap_help.call_as('alice', format(
    'select job_id from tabular_import.claim_own_import_job(%s, ''me'')', j.id)), j.id::text, 'the submitter''s own does'
) from job as j;

-- code that maintenance runs for the owner of a table does not speak for who maintains it
create table demo.indexed (code integer);
create function demo.poll(code integer) returns bigint language plpgsql immutable as $$
begin
    return tabular_import.poll_queue();
end;
$$;
alter table demo.indexed owner to alice;
insert into demo.indexed values (1);
select throws_ok(
    'create index on demo.indexed (demo.poll(code))', 'TI002',
    'The tabular import API may not be called from index expressions, maintenance commands or the like.', 'an index'
);
select lives_ok('select demo.poll(1)', 'called by itself it may');
create function demo.wait(code integer) returns bigint language plpgsql immutable as 'begin return 1; end';
create index indexed_poll on demo.indexed (demo.wait(code));
create or replace function demo.wait(code integer) returns bigint language plpgsql immutable
as 'begin return demo.poll(code); end';
select throws_ok('reindex table demo.indexed', 'TI002', null, 'a reindex');

select * from finish();
rollback;
