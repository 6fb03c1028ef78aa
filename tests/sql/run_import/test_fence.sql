begin;
select plan(9);
create table demo.fenced (code integer primary key);
grant insert on demo.fenced to alice;
create table demo.deed (statement text);
insert into demo.deed values ('');
-- What happens elsewhere while the load runs: code of the superuser's does it here.
create function demo.meddle() returns trigger language plpgsql security definer as $$
declare
    v_statement text := (select d.statement from demo.deed as d);
begin
    execute v_statement;
    return null;
end;
$$;
create trigger meddle after insert on demo.fenced for each statement execute function demo.meddle();
create temporary table j (name text, id bigint);
create function pg_temp.staged(name text, statement text, code text) returns bigint language plpgsql as $$
declare
    v_job bigint := tap_help.submit('demo.fenced', '{"allow_parallel": true}');
begin
    insert into j values (name, v_job);
    perform tap_help.claim(v_job);
    perform tap_help.stage(v_job, '{code}', array[array[code]]);
    update demo.deed set statement = format(staged.statement, v_job);
    return v_job;
end;
$$;

select throws_ok(
    format('select tap_help.run(%s)', pg_temp.staged(
        'cancelled',
        'update tabular_import_private.import_job set status = ''cancelled'', completed_at = now() where id = %s', '1')),
    'TI008', null, 'a job that was cancelled meanwhile'
);
select throws_ok(
    format('select tap_help.run(%s)', pg_temp.staged(
        'taken over', 'update tabular_import_private.import_job set attempt = attempt + 1 where id = %s', '2')),
    'TI008', null, 'one that another attempt has'
);
select throws_ok(
    format('select tap_help.run(%s)', pg_temp.staged(
        'put back', 'update tabular_import_private.import_job set status = ''queued'' where id = %s', '3')),
    'TI008', null, 'one that waits again'
);
select is_empty('select * from demo.fenced', 'no row stays');
select is((select count(*) from tabular_import_private.import_job_error), 0::bigint, 'nor a row error');
select is(
    (select count(*) from tabular_import_private.import_attempt as a where a.ended_at is not null), 0::bigint,
    'no attempt has ended by it'
);
select is(
    tap_help.run(pg_temp.staged('undisturbed', 'select %s', '5')), 'success', 'without any of that'
);
select results_eq('select code from demo.fenced', 'values (5)', 'the row is there');
select is((select count(*) from j where tap_help.status(id) = 'success'), 1::bigint, 'and one job is done');

select * from finish();
rollback;
