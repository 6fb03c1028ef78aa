begin;
select plan(4);

create temporary table job as
select tap_help.import(
    'demo.all_column_types',
    '{code,boolean_field,integer_field,decimal_field,float_field,text_field,date_field,time_field,timestamp_field,json_field,enum_field}',
    array[
        ['one', 'blah', 'blah', 'blah', 'blah', 'any text', 'blah', 'blah', 'blah', 'blah', 'blah'],
        ['2', 'true', '1', '1.5', '1.5', 'x', '2024-01-02', '10:00', '2024-01-02 10:00', '{}', 'foo'],
        ['3', 'true', '1', '1.5', '1.5', 'x', '2024-01-02', '10:00', '2024-01-02 10:00', '{}', 'it''s']
    ]
) as id;

select results_eq(
    'select row_number, column_name, value, sqlstate, message from tabular_import.import_job_error order by error_number',
    $$values
    (1::bigint, 'code', 'one', '22P02', 'Failed to adapt value of code to integer: ''one'''),
    (1, 'boolean_field', 'blah', '22P02', 'Failed to adapt value of boolean_field to boolean: ''blah'''),
    (1, 'integer_field', 'blah', '22P02', 'Failed to adapt value of integer_field to integer: ''blah'''),
    (1, 'decimal_field', 'blah', '22P02', 'Failed to adapt value of decimal_field to decimal: ''blah'''),
    (1, 'float_field', 'blah', '22P02', 'Failed to adapt value of float_field to float: ''blah'''),
    (1, 'date_field', 'blah', '22007', 'Failed to adapt value of date_field to date: ''blah'''),
    (1, 'time_field', 'blah', '22007', 'Failed to adapt value of time_field to time: ''blah'''),
    (1, 'timestamp_field', 'blah', '22007', 'Failed to adapt value of timestamp_field to timestamp: ''blah'''),
    (1, 'json_field', 'blah', '22P02', 'Failed to adapt value of json_field to json: ''blah'''),
    (1, 'enum_field', 'blah', '22P02', 'Failed to adapt value of enum_field to enum(''foo'', ''bar'', ''baz''): ''blah'''),
    (3, 'enum_field', 'it''s', '22P02', 'Failed to adapt value of enum_field to enum(''foo'', ''bar'', ''baz''): ''it''''s''')$$,
    'every bad cell of a row is an error of its own, in the order of the columns'
);
select is(
    tap_help.result(j.id),
    'Errors occurred while importing the records
    1: Failed to adapt value of code to integer: ''one''
    1: Failed to adapt value of boolean_field to boolean: ''blah''
    1: Failed to adapt value of integer_field to integer: ''blah''
    1: Failed to adapt value of decimal_field to decimal: ''blah''
    1: Failed to adapt value of float_field to float: ''blah''
    1: Failed to adapt value of date_field to date: ''blah''
    1: Failed to adapt value of time_field to time: ''blah''
    1: Failed to adapt value of timestamp_field to timestamp: ''blah''
    1: Failed to adapt value of json_field to json: ''blah''
    1: Failed to adapt value of enum_field to enum(''foo'', ''bar'', ''baz''): ''blah''
    3: Failed to adapt value of enum_field to enum(''foo'', ''bar'', ''baz''): ''it''''s''',
    'the result says so, word for word'
) from job as j;
select results_eq(
    'select rows_read, rows_imported, rows_rejected from tabular_import.import_job',
    'values (3::bigint, 0::bigint, 2::bigint)', 'rows are counted, not errors'
);
select is_empty('select * from demo.all_column_types', 'nothing is imported');

select * from finish();
rollback;
