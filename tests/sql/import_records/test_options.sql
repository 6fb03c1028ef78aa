begin;
select plan(35);
create table demo.chosen (id integer primary key default 7, n text default 'none', x numeric(8, 2), d date);
grant usage on schema demo to alice;
grant insert, select on demo.chosen to alice;
create function pg_temp.try(records jsonb, options jsonb) returns text language sql volatile as $$
    select r ->> 'result' from tabular_import.import_records('demo.chosen', records, options) as r
$$;
select tap_help.log_in('alice');

select throws_ok(
    format('select pg_temp.try(%L, %L)', '[{"id": 1}]', o.options), 'TI005', o.message, format('not %s', o.options)
)
from (values
    ('{"header": 1}', 'The option ''header'' is about files and their jobs: records have none.'),
    ('{"format": "csv"}', 'The option ''format'' is about files and their jobs: records have none.'),
    ('{"queue": "q"}', 'The option ''queue'' is about files and their jobs: records have none.'),
    ('{"max_duration": "1 hour"}', 'The option ''max_duration'' is about files and their jobs: records have none.'),
    ('{"on_repeat": "note"}', 'The option ''on_repeat'' is about files and their jobs: records have none.'),
    ('{"propose": "apply"}', 'The option ''propose'' is about files and their jobs: records have none.'),
    ('{"hedaer": 1}', 'There is no option ''hedaer''.'),
    ('{"engine": "slow"}', 'The option ''engine'' cannot be "slow".'),
    ('[]', 'The options must be a JSON object.')) as o (options, message);
select throws_ok(
    format('select pg_temp.try(%L, %L)', r.records, '{}'), 'TI005', 'The records must be a JSON array.', r.records
)
from (values ('{"id": 1}'), ('1'), ('null')) as r (records);
select throws_ok(
    $$select tabular_import.import_records('demo.chosen', null)$$, 'TI005', 'The records must be a JSON array.', 'NULL'
);
select is(
    tabular_import.import_records('demo.chosen', '[{"id": 0}]', null) ->> 'status', 'success', 'no options'
);

select is(
    pg_temp.try('[{"id": 1, "zz": 5}]', '{"extra_columns": "ignore"}'), 'Successfully imported 1 row(s)', 'extra_columns'
);
select is(
    pg_temp.try('[{"id": 2}]', '{"missing_columns": "error"}'), 'Incoming dataset is missing columns: d, n, x',
    'missing_columns'
);
select is(pg_temp.try('[{"id": 3, "n": ""}]', '{"use_defaults": true}'), 'Successfully imported 1 row(s)', 'use_defaults');
select is((select n from demo.chosen where id = 3), 'none', 'makes the default of an empty text');
select is(
    pg_temp.try('[{"id": 4, "d": "31.12.1999"}, {"id": 5, "d": "1999-12-30"}]', '{"date_order": "DMY"}'),
    'Successfully imported 2 row(s)', 'rules for values'
);
select results_eq(
    'select d from demo.chosen where id in (4, 5) order by id', $$values (date '1999-12-31'), (date '1999-12-30')$$,
    'mean what they mean for files'
);
select is(
    pg_temp.try(
        '[{"id": 8, "x": "1.234,50"}, {"id": 9, "x": 1.23}, {"id": 10, "x": 1234}, {"id": 11, "x": -0.5}]',
        '{"decimal_separator": ",", "thousands_separator": "."}'),
    'Successfully imported 4 row(s)', 'a decimal comma'
);
select results_eq(
    'select x::text from demo.chosen where id between 8 and 11 order by id',
    $$values ('1234.50'), ('1.23'), ('1234.00'), ('-0.50')$$, 'is that of texts: a number of JSON stays what it is'
);
select is(
    (pg_temp.try(
        '[{"id": 12, "x": 1.234}]', '{"decimal_separator": ",", "thousands_separator": "."}') like '%1: %1,234%'),
    true, 'also where it would be another one'
);

select is(
    pg_temp.try('[{"id": 13, "n": 1.5, "x": 1}]', '{"decimal_separator": ","}'), 'Successfully imported 1 row(s)',
    'a number in a column of text'
);
select is((select n from demo.chosen where id = 13), '1.5', 'is its own text');
select is(
    pg_temp.try(
        '[{"Nr": 14, "Name": "- ", "Datum": "31.12.99", "egal": 1}]',
        '{"columns": {"Nr": "id", "Name": {"to": "n", "trim": true, "null_values": ["-"]}, "egal": null,
        "Datum": {"to": "d", "date_order": "DMY", "century": 1950}}}'),
    'Successfully imported 1 row(s)', 'keys may be named otherwise'
);

select is(
    pg_temp.try('[{"id": 15}, {"id": 16}]', '{"constants": {"n": "same", "x": "1.5"}}'), 'Successfully imported 2 row(s)',
    'constants for columns that no record has'
);
select results_eq(
    'select n, x::text from demo.chosen where id in (15, 16)', $$values ('same', '1.50'), ('same', '1.50')$$,
    'stand in each row'
);

select lives_ok(
    $$select tabular_import.save_import_profile(
        'german', 'demo.chosen', '{"date_order": "DMY", "columns": {"Nr": "id"}, "delimiter": ";", "header": 3}')$$,
    'a profile that is for files as well'
);
select results_eq(
    $$select r ->> 'result', r ->> 'hint' from tabular_import.import_records(
        'demo.chosen', '[{"Nr": 17, "Datum": "31.12.1999", "n": "x", "x": 1}]',
        '{"profile": "german", "columns": {"Datum": "d"}}') as r$$,
    $$values ('Successfully imported 1 row(s)',
        'By option columns: Nr is id, Datum is d. Options of the profile that are about files mean nothing to records: delimiter, header.')$$,
    'says what else the options are'
);
select is((select d from demo.chosen where id = 17), '1999-12-31', 'and what its values mean');
select throws_ok(
    $$select pg_temp.try('[{"id": 18}]', '{"profile": "none"}')$$, 'TI017', null, 'a profile that is not there'
);

select tap_help.log_out();
select tabular_import.set_import_setting('max_records', 2, 'alice');
select tap_help.log_in('alice');
select is(pg_temp.try('[{"id": 20}, {"id": 21}]', '{}'), 'Successfully imported 2 row(s)', 'as many as may be');
select throws_ok(
    $$select pg_temp.try('[{"id": 22}, {"id": 23}, {"id": 24}]', '{}')$$, 'TI013',
    'There may be 2 record(s) at most, not 3.', 'and no more'
);
select throws_ok(
    format('select pg_temp.try(%L, %L)', jsonb_build_array(jsonb_build_object(repeat('k', 1001), 1)), '{}'), 'TI013',
    'A key of the records is longer than 1000 characters.', 'a long key'
);
select * from finish();
rollback;
