begin;
select plan(12);
select tap_help.log_in('alice');

select results_eq(
    'select * from tabular_import.template(''demo.all_column_types'')',
    $$values
    ('code', 'Primary Key; Required (Has Default); Integer'),
    ('boolean_field', 'Required; Boolean'),
    ('integer_field', 'Required; Integer'),
    ('decimal_field', 'Required; Decimal'),
    ('float_field', 'Required; Float'),
    ('text_field', 'Required; Text'),
    ('date_field', 'Required; Date (YYYY-MM-DD)'),
    ('time_field', 'Required; Time (HH:MM:SS)'),
    ('timestamp_field', 'Required; Timestamp (YYYY-MM-DD HH:MM:SS)'),
    ('json_field', 'Required; JSON'),
    ('enum_field', 'Required; One of: foo, bar, baz')$$,
    'every type'
);
select results_eq(
    $$select t.column_name from tabular_import_engine.template_of('demo.all_column_types', 'demo.all_column_types'::regclass) as t
    where t.may_be_value$$,
    array['text_field'],
    'only a text may be what describes its column'
);
select results_eq(
    'select * from tabular_import.template(''demo.required_tests'')',
    $$values
    ('code', 'Primary Key; Required (Has Default); Integer'),
    ('is_required', 'Required; Text'),
    ('not_required', 'Text'),
    ('is_required_with_default', 'Required (Has Default); Text'),
    ('not_required_with_default', 'Has Default Value; Text')$$,
    'required columns and defaults'
);
select results_eq(
    'select * from tabular_import.template(''demo.ternary'')',
    $$values
    ('trunk', 'Primary Key; Required; An Identifier from the trunk table: code'),
    ('branch', 'Primary Key; Required; An Identifier from the branch table: trunk.code and code, as in 1.5'),
    ('code', 'Primary Key; Required; Integer'),
    ('some_field', 'Text')$$,
    'links'
);

select tap_help.log_out();
create domain demo.percent as numeric(5, 2) check (value between 0 and 100);
create table demo.others (
    always integer generated always as identity,
    doubled integer generated always as (1) stored,
    uid uuid default gen_random_uuid() primary key,
    at timestamptz,
    "Much Text" varchar(10),
    share demo.percent,
    numbers integer[],
    during daterange,
    blob bytea
);
select tap_help.log_in('alice');
select results_eq(
    'select * from tabular_import.template(''demo.others'')',
    $$values
    ('uid', 'Primary Key; Required (Has Default); Uuid'),
    ('at', 'Timestamp (YYYY-MM-DD HH:MM:SS+00)'),
    ('Much Text', 'Text'),
    ('share', 'Decimal'),
    ('numbers', 'Integer[]'),
    ('during', 'Daterange'),
    ('blob', 'Bytea')$$,
    'columns that the database makes are left out unless they are keys'
);
select throws_ok(
    'select * from tabular_import.template(''demo.nothing'')', 'TI014', 'Table does not exist: demo.nothing', 'no such table'
);
select throws_ok('select * from tabular_import.template(null)', 'TI014', null, 'no table');
select throws_ok(
    'select * from tabular_import.template(''trunk'')', 'TI014', 'Table does not exist: trunk', 'outside the search path'
);
set local search_path = demo, tap;
select is(
    (select count(*) from tabular_import.template('trunk')), 2::bigint, 'and inside it'
);
set local search_path = public, tap, tap_help;
select is(
    array(select t.column_name from tabular_import.template('demo.trunk') as t), array['code', 'a_field'],
    'the key comes along, the serial does not'
);
select tap_help.log_out();

-- what the template says is what the header check takes
select is(
    tap_help.result(tap_help.import(
        'demo.' || t.name, array(select c.column_name from tabular_import.template('demo.' || t.name) as c), '{}'
    )),
    'Successfully imported 0 row(s)', format('the template of %s is a good header', t.name)
) from (values ('all_column_types'), ('required_tests')) as t (name);

select * from finish();
rollback;
