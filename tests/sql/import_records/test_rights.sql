begin;
select plan(22);
create table demo.owned (id integer primary key, n text, secret text);
create table demo.policed (id integer, n text);
alter table demo.policed enable row level security;
create policy own on demo.policed for insert with check (n = current_user);
create table demo.spoken (id integer, who text, session_role text);
grant usage on schema demo to alice, bob, nobody_;
grant insert (id, n), select on demo.owned to alice;
grant insert, select on demo.policed, demo.spoken to alice, bob;

create function demo.say() returns trigger language plpgsql as $$
begin
    new.who := current_user;
    new.session_role := session_user;
    return new;
end;
$$;
create trigger say before insert on demo.spoken for each row execute function demo.say();

create temporary table stored as
select
    (select count(*) from tabular_import_private.import_job) as jobs,
    (select count(*) from tabular_import_private.import_file) as files;
grant select on stored to alice;

select tap_help.log_in('nobody_');
select throws_ok(
    $$select tabular_import.import_records('demo.owned', '[{"id": 1}]')$$, '42501', null, 'a role that is no user'
);

select tap_help.log_in('bob');
select throws_ok(
    $$select tabular_import.import_records('demo.owned', '[{"id": 1}]')$$, 'TI002',
    'Permission denied for table: demo.owned', 'a caller who may not insert'
);
select throws_ok(
    $$select tabular_import.import_records('demo.nothing', '[{"id": 1}]')$$, 'TI014',
    'Table does not exist: demo.nothing', 'no such table'
);
select throws_ok(
    $$select tabular_import.import_records('tabular_import_private.setting', '[{"name": "x"}]')$$, 'TI014',
    null, 'a table that the caller may not see'
);
select throws_ok(
    $$select tabular_import.import_records(null, '[{"id": 1}]')$$, 'TI014', 'The name of the table is missing.', 'no name'
);

select tap_help.log_in('alice');
select is(
    tabular_import.import_records('demo.owned', '[{"id": 1, "secret": "s"}]') ->> 'result',
    'Permission denied for columns: secret', 'a column that the caller may not fill'
);
select is(
    tabular_import.import_records('demo.owned', '[{"id": 1, "n": "x"}]') ->> 'status', 'success', 'those that it may'
);
select is(
    (
        tabular_import.import_records('demo.policed', '[{"id": 1, "n": "alice"}, {"id": 2, "n": "bob"}]')
        #> '{errors,0}'
    ) - '{message,hint,detail}'::text[],
    '{"row": 2, "column": null, "value": null, "sqlstate": "42501", "constraint": null}',
    'the caller''s own row security judges'
);
select is(
    tabular_import.import_records('demo.policed', '[{"id": 1, "n": "alice"}]') ->> 'status', 'success',
    'and lets its rows in'
);
select is(
    tabular_import.import_records('demo.spoken', '[{"id": 1}]') ->> 'status', 'success', 'a trigger of the target runs'
);
select results_eq(
    'select who, session_role from demo.spoken', $$values ('alice', 'alice')$$, 'as the caller'
);

-- Code that PostgreSQL runs as another role acts as that one.
select tap_help.log_out();
create function demo.give(records jsonb) returns jsonb language sql security definer
set search_path = pg_catalog
return tabular_import.import_records('demo.spoken', records);
alter function demo.give(jsonb) owner to bob;
grant execute on function demo.give(jsonb) to alice;
select tap_help.log_in('alice');
select is(demo.give('[{"id": 2}]') ->> 'status', 'success', 'a definer function of somebody else');
select results_eq(
    'select who, session_role from demo.spoken where id = 2', $$values ('bob', 'alice')$$, 'acts for its owner'
);
select tap_help.log_out();
revoke insert on demo.spoken from alice;
select tap_help.log_in('alice');
select is(demo.give('[{"id": 3}]') ->> 'status', 'success', 'with the owner''s rights');
select throws_ok(
    $$select tabular_import.import_records('demo.spoken', '[{"id": 4}]')$$, 'TI002', null, 'not with those of the session'
);

select is(
    (
        select count(*) from tabular_import.import_job
    ) + (select count(*) from tabular_import.import_file), 0::bigint, 'no job and no file is the caller''s'
);
select tap_help.log_out();
select results_eq(
    $$select (select count(*) from tabular_import_private.import_job), (select count(*) from tabular_import_private.import_file)$$,
    'select jobs, files from stored', 'nor anybody''s'
);

-- The functions that do it can be called by users, and give them nothing.
select tap_help.log_in('bob');
select is(
    tabular_import_engine.run_records(
        row(
            'demo.owned'::regclass, '{id}',
            '(select 1::bigint as row_number, 1::bigint as line_number, null::text as read_error, ''1'' as c1, '
            '''(0,1)''::tid as ctid)', '{}', '', 1, null, null, '{}', 9, 9999)) #>> '{errors,0,sqlstate}',
    '42501', 'the engine called at hand: no row without the right'
);
select throws_ok(
    $$select tabular_import_private.import_records('alice', 'demo.owned', 'demo.owned'::regclass, '[]', '{}', '')$$,
    '42501', null, 'the definer cannot be named'
);

-- From code that an import runs the API cannot be called.
select tap_help.log_out();
create table demo.outer_one (id integer);
grant insert, select on demo.outer_one to alice;
create function demo.nest() returns trigger language plpgsql as $$
begin
    perform tabular_import.import_records('demo.owned', '[{"id": 77, "n": "x"}]');
    return new;
end;
$$;
create trigger nest before insert on demo.outer_one for each row execute function demo.nest();
select throws_ok(
    $$select tap_help.import('demo.outer_one', '{id}', '{{1}}')$$, 'TI001',
    'The tabular import API may not be called from code that a running import executes.', 'a trigger of a job may not'
);
select tap_help.log_in('alice');
select is(
    tabular_import.import_records('demo.outer_one', '[{"id": 1}]') ->> 'status', 'success',
    'a trigger below import_records may'
);
select results_eq(
    'select o.id, w.n from demo.outer_one as o, demo.owned as w where w.id = 77', $$values (1, 'x')$$,
    'and both go in together'
);
select * from finish();
rollback;
