begin;
select plan(21);

create table demo.site (id integer generated always as identity primary key, code text not null unique, name text);
create table demo.city (id uuid primary key default gen_random_uuid(), name text not null unique);
create table demo.desk (
    id integer generated always as identity primary key,
    site_id integer not null references demo.site,
    "row" text not null,
    number integer not null,
    unique (site_id, "row", number)
);
create table demo.account (id integer generated always as identity primary key, code text not null unique, email text not null unique);
create table demo.country (code text primary key);
create table demo.person (
    code text primary key,
    mother text references demo.person,
    country_code text references demo.country,
    city_id uuid references demo.city,
    home uuid references demo.city,
    desk_id integer not null references demo.desk,
    account_id integer references demo.account,
    site text,
    site_id integer references demo.site
);
grant select, insert on all tables in schema demo to alice;
insert into demo.site (code) values ('N'), ('S.1');
insert into demo.city (name) values ('Bern'), ('Zug'), (repeat('x', 60)), (E'two\nlines'), ('Aarau'), ('Chur');
insert into demo.desk (site_id, "row", number) select s.id, 'A', n from demo.site as s, generate_series(1, 2) as n;
insert into demo.country values ('CH'), ('FR');

select tap_help.log_in('alice');
select results_eq(
    'select * from tabular_import.template(''demo.person'')',
    $$values
    ('code', 'Primary Key; Required; Text'),
    ('mother', 'An Identifier from the person table: code'),
    ('country_code', 'An Identifier from the country table: code; for example CH, FR'),
    ('city', 'An Identifier from the city table: name; for example Aarau, Bern, Chur'),
    ('home.name', 'An Identifier from the city table: name; for example Aarau, Bern, Chur'),
    ('desk', 'Required; An Identifier from the desk table: site.code, row and number, as in A.B.2; for example N.A.1, N.A.2, "S.1".A.1'),
    ('account_id', 'An Identifier from the account table; the stored id, as the table account has several keys'),
    ('site', 'Text'),
    ('site_id.code', 'An Identifier from the site table: code; for example N, S.1')$$,
    'links by what people name rows by, and what shows it'
);

select tap_help.log_out();
-- A header as the template has it
select is(
    tap_help.result(tap_help.import(
        'demo.person', array(select t.column_name from tabular_import.template('demo.person') as t), '{}'
    )),
    'Successfully imported 0 row(s)', 'what it names is a good header'
);

-- What the caller may not read
revoke select on demo.site from alice;
select tap_help.log_in('alice');
select results_eq(
    $$select * from tabular_import.template('demo.person') where column_name ~ 'desk|site'$$,
    $$values
    ('desk_id', 'Required; An Identifier from the desk table; the stored id. Permission denied for link desk: '
        || 'columns code, id of table demo.site'),
    ('site', 'Text'),
    ('site_id', 'An Identifier from the site table; the stored id. Permission denied for link site_id: '
        || 'columns code, id of table demo.site')$$,
    'stored values, and why'
);
select tap_help.log_out();
grant select (id, code) on demo.site to alice;
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'site_id.code'),
    'An Identifier from the site table: code; for example N, S.1', 'the columns that are needed are enough'
);
select tap_help.log_out();
create schema hidden;
alter table demo.site set schema hidden;
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'site_id'),
    'An Identifier from the site table; the stored id. Permission denied for link site_id: schema hidden',
    'a table in a schema that he may not use'
);
select tap_help.log_out();
alter table hidden.site set schema demo;
revoke select on demo.country from alice;
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'country_code'),
    'An Identifier from the country table: code', 'what is named by the stored value itself has no examples then'
);
select tap_help.log_out();

-- Row security
create function demo.told(message text) returns boolean language plpgsql as $$
begin
    raise notice '%', message;
    insert into demo.country values (message);
    return true;
end;
$$;
alter table demo.city enable row level security;
create policy seen on demo.city using (name like '%r%');
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name; for example Aarau, Bern, Chur', 'rows that a policy lets him see'
);
select tap_help.log_out();
alter policy seen on demo.city using (name like 'Z%');
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name; for example Zug', 'and no others'
);
select tap_help.log_out();
alter policy seen on demo.city using (false);
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name', 'hidden rows are as none'
);
select tap_help.log_out();
alter policy seen on demo.city using (1 / (length(name) - length(name)) = 1);
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name', 'a policy that fails hides all'
);
select tap_help.log_out();
alter policy seen on demo.city using (demo.told(name));
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name', 'a policy''s function is not run'
);
select tap_help.log_out();
create view demo.teller as select demo.told('x') as t;
alter policy seen on demo.city using (exists (select from demo.teller));
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name', 'nor one behind a view'
);
select tap_help.log_out();
select is((select count(*) from demo.country where code not in ('CH', 'FR')), 0::bigint, 'nothing was written');
alter policy seen on demo.city using (name in (select c.code from demo.country as c));
insert into demo.country values ('Zug');
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name', 'a policy that reads what he may not'
);
select tap_help.log_out();
grant select on demo.country to alice;
select tap_help.log_in('alice');
select is(
    (select t.description from tabular_import.template('demo.person') as t where t.column_name = 'city'),
    'An Identifier from the city table: name; for example Zug', 'or may'
);
select tap_help.log_out();
drop policy seen on demo.city;
alter table demo.city disable row level security;

-- What a file that is left as it was goes on with
select results_eq(
    $$select t.column_name, t.may_go_on, t.columns from tabular_import_engine.template_of('demo.branch', 'demo.branch'::regclass) as t$$,
    $$values
    ('trunk', true, '{trunk_id}'::text[]), ('trunk_id', true, '{trunk_id}'), ('code', false, '{code}'),
    ('some_field', false, '{some_field}')$$,
    'both names of a reference are known to who reads a filled-in template'
);
select results_eq(
    $$select t.column_name from tabular_import_engine.template_of('demo.person', 'demo.person'::regclass) as t
    where t.may_be_value$$,
    array['code', 'site'],
    'none of which can be a value'
);

-- Large tables: a part of them is looked at.
create table demo.large (id integer generated always as identity primary key, code text not null unique, filler text);
create table demo.small (large_id integer references demo.large);
insert into demo.large (code, filler) select 'c' || i, repeat('x', 700) from generate_series(1, 20000) as i;
grant select on demo.large, demo.small to alice;
create function demo.pages_read() returns bigint language sql as
    'select pg_stat_get_xact_blocks_fetched(''demo.large''::regclass)';
select set_config('demo.before', demo.pages_read()::text, true);
select tap_help.log_in('alice');
select matches(
    (select t.description from tabular_import.template('demo.small') as t),
    '^An Identifier from the large table: code; for example c\d+, c\d+, c\d+$', 'there are examples'
);
select tap_help.log_out();
select cmp_ok(demo.pages_read() - current_setting('demo.before')::bigint, '<', 1000::bigint, 'of a few of its pages');

-- Partitions, and tables that inherit
create table demo.parted (id integer default 1, code text, primary key (id)) partition by hash (id);
create table demo.parted_0 partition of demo.parted for values with (modulus 2, remainder 0);
create table demo.parted_1 partition of demo.parted for values with (modulus 2, remainder 1);
create table demo.heir () inherits (demo.site);
create table demo.pointer (
    account text references demo.account (code),
    parted_id integer references demo.parted,
    site_id integer references demo.site,
    home_id uuid references demo.city,
    home_key uuid references demo.city
);
insert into demo.parted values (1, 'x'), (2, 'y');
insert into demo.heir (id, code) overriding system value values (77, 'no');
grant select on demo.parted, demo.pointer to alice;
select tap_help.log_in('alice');
select results_eq(
    'select * from tabular_import.template(''demo.pointer'')',
    $$values
    ('account', 'An Identifier from the account table: code'),
    ('parted_id', 'An Identifier from the parted table: id; for example 1, 2'),
    ('site', 'An Identifier from the site table: code; for example N, S.1'),
    ('home_id.name', 'An Identifier from the city table: name; for example Aarau, Bern, Chur'),
    ('home_key.name', 'An Identifier from the city table: name; for example Aarau, Bern, Chur')$$,
    'a key that the reference chooses, a partitioned table, one whose heirs are no rows of it, and two links of one name'
);
select tap_help.log_out();
select matches(
    (select x.statement from tabular_import.describe_import('demo.branch') as x where x.name = 'insert'),
    'trunk_id', 'statements for owners are those of stored values where no header is given'
);

select * from finish();
rollback;
