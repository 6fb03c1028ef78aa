begin;
select plan(20);
select tap_help.set_clock('2030-01-01 12:00:00+00');
create table demo.other (code integer);
grant insert on demo.other to tabular_import_user;
-- Jobs are called by the order in which they were submitted.
create temporary table names (id bigint, name text);
create function pg_temp.take() returns text language plpgsql as $$
declare
    v_id bigint := tap_help.take();
begin
    return (
        select i.submitted_by || ' ' || n.name
        from tabular_import.import_job as i
        join names as n on n.id = i.id
        where i.id = v_id);
end;
$$;
create function pg_temp.submit(name text, role_name text, options jsonb default '{}', table_name text default 'demo.trunk')
returns void language sql as $$
    insert into names values (tap_help.submit(table_name, '{"allow_parallel": true}'::jsonb || options, role_name), name);
$$;

-- of whom fewest jobs run is next; then whoever was served least recently; each one's own jobs in order
create function pg_temp.finish(name text) returns void language sql as $$
    select tap_help.call_as('walter', format('select tabular_import.reject_import(%s, 1, ''no'')', n.id))
    from names as n where n.name = finish.name;
$$;
select pg_temp.submit(n::text, 'alice') from generate_series(1, 6) as n;
select is(pg_temp.take(), 'alice 1', 'who is alone');
select is(pg_temp.take(), 'alice 2', 'is served all the time');
select pg_temp.submit(n::text, 'bob') from generate_series(21, 25) as n;
select is(pg_temp.take(), 'bob 21', 'of whom nothing runs is next');
select is(pg_temp.take(), 'bob 22', 'until as many run of both');
select is(pg_temp.take(), 'alice 3', 'then who was served least recently');
select is(pg_temp.take(), 'bob 23', 'then in turn');
select pg_temp.finish('1'), pg_temp.finish('2');
select is(pg_temp.take(), 'alice 4', 'who has the shortest ones');
select is(pg_temp.take(), 'alice 5', 'is served more often');
select pg_temp.finish('3'), pg_temp.finish('4'), pg_temp.finish('5');
select pg_temp.finish('21'), pg_temp.finish('22'), pg_temp.finish('23');
select is(pg_temp.take(), 'bob 24', 'where nothing runs, the turn decides');
select pg_temp.finish('24');
select is(pg_temp.take(), 'alice 6', 'of both');
select is(pg_temp.take(), 'bob 25', 'nobody waits for who has nothing to do');
select pg_temp.finish('6'), pg_temp.finish('25');

-- priority comes before
select pg_temp.submit('10', 'alice', '{"priority": 2}'), pg_temp.submit('11', 'alice', '{"priority": 2}'),
    pg_temp.submit('12', 'bob'), pg_temp.submit('13', 'bob', '{"priority": 1}');
select is(pg_temp.take(), 'alice 10', 'the highest priority');
select is(pg_temp.take(), 'alice 11', 'to the end');
select is(pg_temp.take(), 'bob 13', 'then the next one');
select is(pg_temp.take(), 'bob 12', 'then the usual');

-- a table in use lets other jobs of the same submitter pass, and those of others
select pg_temp.submit('14', 'alice', '{"allow_parallel": false, "priority": 3}', 'demo.other');
select is(pg_temp.take(), 'alice 14', 'a table is taken');
select pg_temp.submit('15', 'bob', '{"allow_parallel": false, "priority": 3}', 'demo.other'),
    pg_temp.submit('16', 'alice', '{"allow_parallel": false, "priority": 3}', 'demo.other'),
    pg_temp.submit('17', 'alice', '{"allow_parallel": true, "priority": 3}', 'demo.other'),
    pg_temp.submit('18', 'bob');
select is(pg_temp.take(), 'alice 17', 'beside which one may run');
select is(pg_temp.take(), 'bob 18', 'and lower priorities');
select is(pg_temp.take(), null, 'the rest waits');

-- a retry has its old place among its submitter's jobs
delete from names;
delete from tabular_import_private.import_job;
select pg_temp.submit('1', 'alice'), pg_temp.submit('2', 'alice');
select tap_help.take();
select tap_help.fail(n.id, '40001') from names as n where n.name = '1';
select tap_help.move_clock('1 minute');
select is(pg_temp.take(), 'alice 1', 'a delay that is over is forgotten');

select * from finish();
rollback;
