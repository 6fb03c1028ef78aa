begin;
select plan(14);

create type demo.mood as enum ('sad', 'it is, "ok"', '=1+1');
create domain demo.grade as text check (value in ('a', 'b'));
create domain demo.percent as numeric(5, 2) check (value between 0 and 100);
create table demo.site (id integer generated always as identity primary key, code text not null unique);
insert into demo.site (code) values ('S.1'), ('N');
create table demo.sample (
    note text,
    id bigint primary key,
    mood demo.mood not null default 'sad',
    ok boolean not null,
    n integer check (n in (1, 2, -3)),
    share demo.percent default 0,
    big numeric(20),
    fraction numeric(2, 2),
    kind varchar(10) check (kind in ('x', 'it''s')),
    grade demo.grade,
    day date not null,
    at timestamp default now(),
    site_id integer references demo.site,
    tags text[],
    "select" text check ("select" in ('a')),
    either text check (either in ('a', 'b') or either is null),
    serial_number serial
);
comment on column demo.sample.site_id is 'Where it was taken';
comment on column demo.sample.id is E'Two\nlines';
grant select, insert on demo.site, demo.sample to alice;

select tap_help.log_in('alice');
create temporary view shown as select * from tabular_import.describe_template('demo.sample');
select is(
    array(select s.header from shown as s),
    '{id,note,mood,ok,n,share,big,fraction,kind,grade,day,at,site,tags,select,either}',
    'the key comes first, what the database makes is left out'
);
select results_eq(
    'select header, data_type, sheet_format from shown',
    $$values
    ('id', 'Whole number', 'text'),
    ('note', 'Text', 'text'),
    ('mood', 'One value of a list', 'text'),
    ('ok', 'Yes or no, written true or false', 'boolean'),
    ('n', 'Whole number', 'integer'),
    ('share', 'Decimal number with at most 3 digits before the point and 2 behind it', 'decimal'),
    ('big', 'Whole number of at most 20 digits', 'text'),
    ('fraction', 'Decimal number below 1 with at most 2 digits behind the point', 'decimal'),
    ('kind', 'Text of at most 10 characters', 'text'),
    ('grade', 'Text', 'text'),
    ('day', 'Date, written YYYY-MM-DD', 'date'),
    ('at', 'Date and time, written YYYY-MM-DD HH:MM:SS', 'timestamp'),
    ('site', 'Names a row of demo.site by code', 'text'),
    ('tags', 'List, written {a,b}: Text', 'text'),
    ('select', 'Text', 'text'),
    ('either', 'Text', 'text')$$,
    'types in plain words; what a program would round is text'
);
select results_eq(
    'select header, choices, is_closed from shown where choices is not null',
    $$values
    ('mood', array['sad', 'it is, "ok"', '=1+1'], true),
    ('ok', array['true', 'false'], true),
    ('n', array['1', '2', '-3'], true),
    ('kind', array['x', 'it''s'], true),
    ('grade', array['a', 'b'], true),
    ('site', array['N', 'S.1'], false)$$,
    'what there is to choose from: enums, booleans, checks that list values, rows of other tables'
);
select results_eq(
    'select header, is_required, default_value from shown where is_required or default_value is not null',
    $$values
    ('id', true, null),
    ('mood', true, 'sad'),
    ('ok', true, null),
    ('share', false, '0'),
    ('day', true, null),
    ('at', false, 'now()')$$,
    'what a row needs'
);
select is(
    (select s.note from shown as s where s.header = 'id'),
    E'Two\nlines\nWhole number.\nPrimary key. Required.\nFor example: 42',
    'a note'
);
select is(
    (select s.note from shown as s where s.header = 'mood'),
    E'One value of a list.\nRequired. With option use_defaults an empty cell is the default, sad.\nOne of: sad, it is, "ok", =1+1.\nFor example: sad',
    'a note of an enum'
);
select is(
    (select s.note from shown as s where s.header = 'site'),
    E'Where it was taken\nNames a row of demo.site by code.\nMay be empty.\nThe list has 2 of them.\nFor example: N',
    'a note of a link has the comment of its column'
);
select throws_ok(
    $$select * from tabular_import.describe_template('demo.nothing')$$, 'TI014', 'Table does not exist: demo.nothing',
    'no such table'
);
select throws_ok(
    $$select tabular_import.template_fingerprint('demo.nothing')$$, 'TI014', 'Table does not exist: demo.nothing',
    'no such table for a fingerprint, either'
);
select is(
    (
        select jsonb_agg(c.told - 'number')
        from jsonb_array_elements(tabular_import.template_fingerprint('demo.sample') -> 'columns') as c (told)
        where c.told ->> 'name' in ('mood', 'share', 'day', 'site_id')
    ),
    '[
        {"name": "mood", "type": "demo.mood", "required": false, "choices": ["sad", "it is, \"ok\"", "=1+1"]},
        {"name": "share", "type": "demo.percent", "required": false},
        {"name": "day", "type": "date", "required": true},
        {"name": "site_id", "type": "integer", "required": false, "link": "demo.site by code"}
    ]',
    'what a template keeps of the table'
);

-- Up to the stated size
select tap_help.log_out();
insert into demo.site (code) select n::text from generate_series(1, 998) as n;
select tap_help.log_in('alice');
select is((select cardinality(s.choices) from shown as s where s.header = 'site'), 1000, 'a thousand rows are a list');
select tap_help.log_out();
insert into demo.site (code) values ('one more');
select tap_help.log_in('alice');
select is((select s.choices from shown as s where s.header = 'site'), null, 'and more of them none');
select tap_help.log_out();
delete from demo.site where code <> 'N';
insert into demo.site (code) values (E'two\nlines');
select tap_help.log_in('alice');
select is((select s.choices from shown as s where s.header = 'site'), null, 'what no list can show makes none');
-- What the caller may not read
select tap_help.log_out();
revoke select on demo.site from alice;
select tap_help.log_in('alice');
select results_eq(
    $$select header, data_type, choices, sheet_format, example from shown where header ~ 'site'$$,
    $$values (
        'site_id', 'Whole number; the stored id. Permission denied for link site: columns code, id of table demo.site',
        null::text[], 'integer', '42')$$,
    'who may not read the rows is shown none'
);

select * from finish();
rollback;
