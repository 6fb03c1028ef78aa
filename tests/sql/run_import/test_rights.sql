begin;
select plan(13);
create table demo.spy (code integer primary key, seen text);
grant insert on demo.spy to alice;
create function demo.look() returns trigger language plpgsql as $$
begin
    new.seen := case new.code
        when 1 then current_user::text
        when 2 then session_user::text
        when 3 then current_setting('role')
    end;
    if new.code = 4 then
        reset role;
    elsif new.code = 5 then
        set role postgres;
    elsif new.code = 6 then
        reset session authorization;
    elsif new.code = 7 then
        perform count(*) from demo.secret;
    elsif new.code = 8 then
        perform count(*) from tabular_import_private.import_job;
    elsif new.code = 9 then
        commit;
    end if;
    return new;
end;
$$;
create trigger look before insert on demo.spy for each row execute function demo.look();
create table demo.secret (c integer);

create temporary table job as select tap_help.import('demo.spy', '{code,seen}', '{{1,""},{2,""},{3,""}}') as id;
select results_eq(
    'select code, seen from demo.spy order by code', $$values (1, 'alice'), (2, 'walter'), (3, 'none')$$,
    'an import runs as the user who submitted it, in the worker''s session'
);
create temporary table bad as
select tap_help.import('demo.spy', '{code,seen}', '{{4,""},{5,""},{6,""},{7,""},{8,""},{9,""}}') as id;
select results_eq(
    'select row_number, sqlstate, message from tabular_import.import_job_error order by error_number',
    $$values
    (1::bigint, '42501', 'cannot set parameter "role" within security-definer function'),
    (2, '42501', 'cannot set parameter "role" within security-definer function'),
    (3, '42501', 'cannot set parameter "session_authorization" within security-definer function'),
    (4, '42501', 'permission denied for table secret'),
    (5, '42501', 'permission denied for schema tabular_import_private'),
    (6, '2D000', 'invalid transaction termination')$$,
    'and stays that user whatever the table''s code tries'
);

-- the staging table
create temporary table staged as select tap_help.submit('demo.trunk') as id, null::text as name;
select tap_help.claim(id) from staged;
update staged set name = tap_help.stage(id, '{code,a_field}', '{{1,x}}');
grant select on staged to public;
create function pg_temp.try(statement text) returns text language plpgsql as $$
begin
    execute format(statement, (select name from staged));
    return 'may';
exception
    when insufficient_privilege then return 'may not';
end;
$$;
grant execute on function pg_temp.try(text) to public;
select tap_help.log_in('alice');
select is(pg_temp.try('select * from %s'), 'may', 'the submitter reads what is staged');
select is(pg_temp.try('delete from %s'), 'may not', 'but cannot change it');
select is(pg_temp.try('insert into %s values (2)'), 'may not', 'or add to it');
select tap_help.log_in('walter');
select is(pg_temp.try('insert into %s (row_number) values (2)'), 'may', 'the worker stages');
select is(pg_temp.try('select * from %s'), 'may not', 'and cannot read it');
select tap_help.log_in('bob');
select is(pg_temp.try('select * from %s'), 'may not', 'nobody else reads it');
select is(pg_temp.try('insert into %s values (2)'), 'may not', 'or writes to it');

-- a submitter that works its own job off stages it itself
select tap_help.log_in('alice');
create temporary table own as
select c.job_id, c.attempt, (tabular_import.start_import(c.job_id, c.attempt)).columns
from tabular_import.claim_own_import_job(
    tabular_import.submit_tabular_import_task('demo.spy', tabular_import.upload_file('x.csv', 'x')), 'test') as c;
update own set columns = array[tabular_import.stage_import(job_id, attempt, '{code,seen}')];
do $$
begin
    execute format('insert into %s values (1, 2, null, ''10'', '''')', (select columns[1] from own));
end;
$$;
select is((select tabular_import.run_import(job_id, attempt, 1) from own), 'success', 'it may do so');
select tap_help.log_out();
delete from tabular_import_private.load_transaction;
select is((select count(*) from demo.spy), 4::bigint, 'and the row is there');
select tap_help.log_in('bob');
select throws_ok(
    format('select tabular_import.claim_own_import_job(%s, ''test'')', s.id), 'TI007', format('No job %s of yours is waiting.', s.id),
    'another''s job is not to be had'
) from staged as s;
select throws_ok(
    'select tabular_import.claim_import_job(''test'')', '42501', null, 'nor may a user take what waits'
);

select * from finish();
rollback;
