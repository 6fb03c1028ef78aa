begin;
select plan(11);

-- A view gives what its owner grants through it, and no more than an INSERT into it would.
create table demo.base (code integer primary key, owner name not null default current_user, note text);
create view demo.mine with (security_barrier) as
select code, owner, note from demo.base where owner = current_user with check option;
grant insert, select on demo.mine to alice;
create view demo.invoker with (security_invoker) as select code, note from demo.base;
grant insert on demo.invoker to alice;
create view demo.guarded as select code, note from demo.base;
create function demo.instead() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.note = 'refuse' then
        raise 'not %', new.code;
    end if;
    insert into demo.base values (new.code, current_user, new.note || ' for ' || session_user);
    return new;
end;
$$;
create trigger instead instead of insert on demo.guarded for each row execute function demo.instead();
grant insert on demo.guarded to alice;
create view demo.closed as select code from demo.base;
create function pg_temp.errors(table_name text, header text[], lines text[]) returns text language plpgsql volatile as $$
declare
    v_job bigint := tap_help.import(table_name, header, lines);
begin
    return (select string_agg(e, e'\n') from tap_help.errors(v_job) as e);
end;
$$;

select is(
    tap_help.result(tap_help.import('demo.mine', '{code,owner,note}', '{{1,alice,x}}')), 'Successfully imported 1 row(s)',
    'a security-barrier view takes rows'
);
select is(
    pg_temp.errors('demo.mine', '{code,owner,note}', '{{2,bob,x},{3,alice,y}}'), '1 | - | - | 44000',
    'attacked: a row for another through a view with check option, held'
);
select is(
    (select string_agg(format('%s %s', b.code, b.owner), ', ') from demo.base as b), '1 alice', 'and nothing of it is there'
);
select is(
    pg_temp.errors('demo.invoker', '{code,note}', '{{4,x}}'), '1 | - | - | 42501',
    'attacked: the table behind a view that runs as its caller, held'
);
select is(
    tap_help.result(tap_help.import('demo.guarded', '{code,note}', '{{5,x}}')), 'Successfully imported 1 row(s)',
    'a trigger instead of the insert has its own rights'
);
select is(
    (select format('%s: %s', b.owner, b.note) from demo.base as b where b.code = 5), 'postgres: x for walter',
    'those of the function''s owner, as for any INSERT'
);
select is(
    pg_temp.errors('demo.guarded', '{code,note}', '{{6,x},{7,refuse}}'), '2 | - | - | P0001',
    'what it refuses is a row error'
);
select is_empty('select from demo.base where code in (6, 7)', 'and nothing of the file is there');
select is(
    tap_help.result(tap_help.import('demo.closed', '{code}', '{{8}}')), 'Permission denied for table: demo.closed',
    'attacked: a view without the right to insert, held'
);
select is(
    tap_help.result(tap_help.import('demo.base', '{code}', '{{9}}')), 'Permission denied for table: demo.base',
    'attacked: the table behind the views, held'
);
select is((select count(*) from demo.base), 2::bigint, 'there is nothing else');

select * from finish();
rollback;
