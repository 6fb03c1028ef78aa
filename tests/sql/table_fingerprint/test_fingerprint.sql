begin;
select plan(16);

create schema one;
create schema two;
create table one.item (
    id integer generated always as identity primary key,
    code text not null default 'x' || 'y',
    amount numeric(10, 2) constraint positive check (amount > 0)
);
create table two.item (
    id integer generated always as identity primary key,
    code text not null default 'x' || 'y',
    amount numeric(10, 2) constraint positive check (amount > 0)
);
create function one.stamp() returns trigger language plpgsql as $$ begin return new; end $$;

create temporary table print (value jsonb);
insert into print values (tabular_import_engine.table_fingerprint('one.item'::regclass));
create function pg_temp.changes() returns text language sql
as $$
    select array_to_string(
        tabular_import_engine.fingerprint_changes(
            (select p.value from print as p), tabular_import_engine.table_fingerprint('one.item'::regclass)), '; ');
$$;

select is(
    tabular_import_engine.table_fingerprint('one.item'::regclass) #>> '{column,code}',
    'text not null default (''x''::text || ''y''::text)', 'a column has its type, not null and its default');
select is(
    tabular_import_engine.table_fingerprint('two.item'::regclass),
    tabular_import_engine.table_fingerprint('one.item'::regclass), 'tables that are alike have one print');
set local search_path = one, tap, public;
set local quote_all_identifiers = on;
select is(pg_temp.changes(), '', 'nothing has changed, whatever the session''s settings');
set local quote_all_identifiers = off;
select is(tabular_import_engine.table_fingerprint(0), null, 'there is no such table');

create function pg_temp.after(statement text) returns text language plpgsql
as $$
declare
    v_found text;
begin
    begin
        execute statement;
        v_found := pg_temp.changes();
        raise sqlstate 'UNDO0';
    exception
        when sqlstate 'UNDO0' then null;
    end;
    return v_found;
end;
$$;
select is(pg_temp.after('alter table one.item add note text'), 'column note is new', 'a new column');
select is(
    pg_temp.after('alter table one.item drop amount'), 'column amount is gone; constraint positive is gone',
    'a column less');
select is(
    pg_temp.after('alter table one.item alter amount type numeric(12, 2)'),
    'column amount is now numeric(12,2), and was numeric(10,2)', 'another type');
select is(
    pg_temp.after('alter table one.item alter code drop default, alter code drop not null'),
    'column code is now text, and was text not null default (''x''::text || ''y''::text)', 'no default any more');
select is(
    pg_temp.after('alter table one.item add constraint short check (length(code) < 9)'), 'constraint short is new',
    'a new constraint');
select is(
    pg_temp.after('create unique index item_code on one.item (lower(code))'), 'unique index item_code is new',
    'a new unique index');
select is(pg_temp.after('create index item_amount on one.item (amount)'), '', 'other indexes do not count');
select is(
    pg_temp.after('create trigger stamp before insert on one.item for each row execute function one.stamp()'),
    'trigger stamp is new', 'a new trigger');
select is(
    pg_temp.after('alter table one.item enable row level security'), 'the row security has changed', 'row security');
select is(
    pg_temp.after('create policy mine on one.item using (code = current_user)'), 'policy mine is new', 'a new policy');

create trigger stamp before insert on one.item for each row execute function one.stamp();
update print set value = tabular_import_engine.table_fingerprint('one.item'::regclass);
select is(
    pg_temp.after(
        'create or replace function one.stamp() returns trigger language plpgsql as ''begin return null; end'''),
    'trigger stamp has changed', 'another body of a trigger''s function');
select is(
    pg_temp.after('alter table one.item disable trigger stamp'), 'trigger stamp has changed', 'a trigger that is off');

select * from finish();
rollback;
