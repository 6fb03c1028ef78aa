begin;
select plan(2);

select is(
    tap_help.result(tap_help.import(
        'demo.all_column_types',
        '{code,boolean_field,integer_field,decimal_field,float_field,text_field,date_field,time_field,timestamp_field,json_field,enum_field}',
        array[['7', 'yes', '-3', '12.50', '1e-3', ' a "b" ', '2024-02-29', '23:59:59', '2024-02-29T23:59:59', '{"a": 1}', 'baz']]
    )),
    'Successfully imported 1 row(s)', 'the row goes in'
);
select results_eq(
    'select code, boolean_field, integer_field, decimal_field, float_field, text_field, date_field, time_field,'
    ' timestamp_field, json_field::text, enum_field from demo.all_column_types',
    $$values (7, true, -3, 12.50, 0.001::float8, ' a "b" ', date '2024-02-29', time '23:59:59',
        timestamp '2024-02-29 23:59:59', '{"a": 1}', 'baz'::demo.foo_bar_baz)$$,
    'every value is what the cell says'
);

select * from finish();
rollback;
