begin;
select plan(15);

create function pg_temp.outcome(variadic header text[]) returns text language sql volatile as $$
    select tap_help.result(tap_help.import('demo.all_column_types', header, '{}'));
$$;
create temporary table full_header as
select array[
    'boolean_field', 'integer_field', 'decimal_field', 'float_field', 'text_field', 'date_field', 'time_field',
    'timestamp_field', 'json_field', 'enum_field'
] as names;

select is(
    pg_temp.outcome(variadic f.names), 'Successfully imported 0 row(s)', 'a sequence fills the key, so it need not be there'
) from full_header as f;
select is(
    pg_temp.outcome(variadic f.names || '{code,id}'::text[]), 'Successfully imported 0 row(s)', 'but it may'
) from full_header as f;
select is(
    pg_temp.outcome(variadic array(select n from unnest(f.names) as n order by n desc)), 'Successfully imported 0 row(s)',
    'the order does not matter'
) from full_header as f;
select is(
    pg_temp.outcome(variadic f.names || '{b,a}'::text[]), 'Incoming dataset describes extra columns: a, b',
    'columns that the table lacks'
) from full_header as f;
select is(
    pg_temp.outcome(variadic f.names[3:]), 'Incoming dataset is missing columns: boolean_field, integer_field',
    'columns that the file lacks'
) from full_header as f;
select is(
    pg_temp.outcome(variadic f.names[2:] || '{Boolean_fields}'::text[]),
    E'Incoming dataset describes extra columns: Boolean_fields\nIncoming dataset is missing columns: boolean_field',
    'both'
) from full_header as f;
select is(
    pg_temp.outcome(variadic f.names || '{text_field}'::text[]), 'Incoming dataset has duplicate column headers',
    'a column twice'
) from full_header as f;
select is(
    pg_temp.outcome('x', 'x'), 'Incoming dataset has duplicate column headers', 'that comes before all else'
);
select is(
    pg_temp.outcome(variadic f.names || array['']), 'Incoming dataset describes extra columns: ', 'a column without a name'
) from full_header as f;
select is(
    pg_temp.outcome('z', 'B', 'a', 'é'),
    E'Incoming dataset describes extra columns: B, a, z, é\nIncoming dataset is missing columns: boolean_field, date_field, '
    'decimal_field, enum_field, float_field, integer_field, json_field, text_field, time_field, timestamp_field',
    'names are sorted the same way in every locale'
);
select results_eq(
    'select status, rows_imported, hint from tabular_import.import_job order by id desc limit 1',
    $$values ('error', 0::bigint,
        'The columns of the table are: id, code, boolean_field, integer_field, decimal_field, float_field, text_field, '
        || 'date_field, time_field, timestamp_field, json_field, enum_field. Of these boolean_field, integer_field, '
        || 'decimal_field, float_field, text_field, date_field, time_field, timestamp_field, json_field, enum_field must '
        || 'stand in the header once; others may be missing and are NULL or their default then. '
        || 'Option extra_columns: ignore leaves out what the table has no place for.')$$,
    'the hint lists the columns'
);
select is_empty('select * from tabular_import.import_job_error', 'there are no row errors');
select is_empty(
    $$select from pg_class where relnamespace = 'tabular_import_staging'::regnamespace$$, 'and no staging table'
);

-- the system's columns are none of the table
select is(
    tap_help.result(tap_help.import('demo.trunk', '{a_field,ctid,tableoid}', '{}')),
    'Incoming dataset describes extra columns: ctid, tableoid', 'system columns'
);
alter table demo.trunk drop column a_field;
select is(
    tap_help.result(tap_help.import('demo.trunk', '{code,a_field}', '{}')),
    'Incoming dataset describes extra columns: a_field', 'a dropped column'
);

select * from finish();
rollback;
