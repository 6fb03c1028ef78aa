begin;
select plan(8);

create table demo.kind (code text primary key);
insert into demo.kind values ('a'), ('b');
create table demo.sample (
    number integer constraint sample_pk primary key,
    kind text constraint sample_kind_fk references demo.kind (code),
    weight numeric constraint sample_weight_ck check (weight > 0),
    low integer,
    high integer,
    label text,
    during int4range,
    constraint sample_bounds_ck check (low <= high),
    constraint sample_label_uk unique (kind, label),
    constraint sample_during_ex exclude using gist (during with &&)
);
create unique index sample_lower_uk on demo.sample (lower(label)) where kind = 'b';
create unique index sample_low_high_uk on demo.sample (high, low);
grant insert, select on demo.sample, demo.kind to tabular_import_user;

create temporary table job as
select tap_help.import('demo.sample', '{high,low,label,kind,weight,during,number}', array[
    ['2', '1', 'x', 'a', '1', '[1,2)', '1'],
    ['2', '3', 'y', 'a', '1', '', '2'],
    ['3', '3', 'y', 'c', '1', '', '3'],
    ['4', '4', 'z', 'a', '0', '', '4'],
    ['5', '5', 'x', 'a', '1', '', '5'],
    ['6', '6', 'w', 'a', '1', '[0,9)', '6'],
    ['2', '1', 'v', 'a', '1', '', '7'],
    ['8', '8', 'Q', 'b', '1', '', '8'],
    ['9', '9', 'q', 'b', '1', '', '9'],
    ['', '', '', '', '', '', '10']
]) as id;

select results_eq(
    'select row_number, column_name, value, sqlstate, constraint_name from tabular_import.import_job_error order by error_number',
    $$values
    (2::bigint, 'low, high', '3, 2', '23514', 'sample_bounds_ck'),
    (3, 'kind', 'c', '23503', 'sample_kind_fk'),
    (4, 'weight', '0', '23514', 'sample_weight_ck'),
    (5, 'kind, label', 'a, x', '23505', 'sample_label_uk'),
    (6, 'during', '[0,9)', '23P01', 'sample_during_ex'),
    (7, 'high, low', '2, 1', '23505', 'sample_low_high_uk'),
    (9, null, null, '23505', 'sample_lower_uk')$$,
    'columns and values come from the violated constraint or index, in its order'
);

-- Row by row every word is PostgreSQL's.
create temporary table by_row as
select tap_help.import('demo.sample', '{high,low,label,kind,weight,during,number}', array[
    ['2', '1', 'x', 'a', '1', '[1,2)', '1'],
    ['2', '3', 'y', 'a', '1', '', '2'],
    ['3', '3', 'y', 'c', '1', '', '3'],
    ['4', '4', 'z', 'a', '0', '', '4'],
    ['5', '5', 'x', 'a', '1', '', '5'],
    ['6', '6', 'w', 'a', '1', '[0,9)', '6'],
    ['2', '1', 'v', 'a', '1', '', '7'],
    ['8', '8', 'Q', 'b', '1', '', '8'],
    ['9', '9', 'q', 'b', '1', '', '9'],
    ['', '', '', '', '', '', '10']
], '{"engine": "reference"}') as id;
select results_eq(
    'select row_number, message, detail from tabular_import.import_job_error where job_id = (select id from by_row)'
    ' order by error_number',
    $$values
    (2::bigint, 'new row for relation "sample" violates check constraint "sample_bounds_ck"',
        'Failing row contains (2, a, 1, 3, 2, y, null).'),
    (3, 'insert or update on table "sample" violates foreign key constraint "sample_kind_fk"',
        'Key (kind)=(c) is not present in table "kind".'),
    (4, 'new row for relation "sample" violates check constraint "sample_weight_ck"',
        'Failing row contains (4, a, 0, 4, 4, z, null).'),
    (5, 'duplicate key value violates unique constraint "sample_label_uk"', 'Key (kind, label)=(a, x) already exists.'),
    (6, 'conflicting key value violates exclusion constraint "sample_during_ex"',
        'Key (during)=([0,9)) conflicts with existing key (during)=([1,2)).'),
    (7, 'duplicate key value violates unique constraint "sample_low_high_uk"', 'Key (high, low)=(2, 1) already exists.'),
    (9, 'duplicate key value violates unique constraint "sample_lower_uk"', 'Key (lower(label))=(q) already exists.')$$,
    'message and detail are PostgreSQL''s'
);
select results_eq(
    'select row_number, hint from tabular_import.import_job_error where job_id = (select id from by_row)'
    ' order by error_number',
    $$values
    (2::bigint, 'Correct the row so that it keeps the rule of the table.'),
    (3, 'Import the row that this one refers to first, or correct the reference.'),
    (4, 'Correct the row so that it keeps the rule of the table.'),
    (5, 'Take the row out, or give it a value that is not in use yet.'),
    (6, 'Take the row out, or give it a value that is not in use yet.'),
    (7, 'Take the row out, or give it a value that is not in use yet.'),
    (9, 'Take the row out, or give it a value that is not in use yet.')$$,
    'the hint says what to do'
);
select is(
    tap_help.result(id),
    'Errors occurred while importing the records
    2: new row for relation "sample" violates check constraint "sample_bounds_ck"
DETAIL:  Failing row contains (2, a, 1, 3, 2, y, null).
    3: insert or update on table "sample" violates foreign key constraint "sample_kind_fk"
DETAIL:  Key (kind)=(c) is not present in table "kind".
    4: new row for relation "sample" violates check constraint "sample_weight_ck"
DETAIL:  Failing row contains (4, a, 0, 4, 4, z, null).
    5: duplicate key value violates unique constraint "sample_label_uk"
DETAIL:  Key (kind, label)=(a, x) already exists.
    6: conflicting key value violates exclusion constraint "sample_during_ex"
DETAIL:  Key (during)=([0,9)) conflicts with existing key (during)=([1,2)).
    7: duplicate key value violates unique constraint "sample_low_high_uk"
DETAIL:  Key (high, low)=(2, 1) already exists.
    9: duplicate key value violates unique constraint "sample_lower_uk"
DETAIL:  Key (lower(label))=(q) already exists.',
    'the result carries the details'
) from by_row;

-- One row that breaks several rules is reported with the first that PostgreSQL names, and with every bad cell before that.
create temporary table several as
select tap_help.import('demo.sample', '{high,low,label,kind,weight,during,number}', array[
    ['1', '2', 'x', 'c', '0', 'x', 'one'], ['1', '2', 'x', 'c', '0', '', '1']
], '{"engine": "reference"}') as id;
select results_eq(
    'select tap_help.errors(id) from several',
    $$values ('1 | during | x | 22P02'), ('1 | number | one | 22P02'), ('2 | low, high | 2, 1 | 23514')$$,
    'bad cells come first'
);

-- To a role that may not read the table PostgreSQL does not tell the other row's values.
revoke select on demo.sample from tabular_import_user;
insert into demo.sample (number) values (1);
create temporary table blind as
select tap_help.import('demo.sample', '{high,low,label,kind,weight,during,number}', '{{1,1,x,a,1,"",1}}') as id;
select results_eq(
    'select column_name, value, constraint_name, detail from tabular_import.import_job_error'
    ' where job_id = (select id from blind)',
    $$values ('number', '1', 'sample_pk', null)$$,
    'without the right to read the table there is no detail, but the column and the value of the file'
);

-- A value of many characters is not repeated in full.
create temporary table long_value as
select tap_help.import('demo.trunk', '{code,a_field}', array[[repeat('x', 1000), '']]) as id;
select is(
    (select e.message from tabular_import.import_job_error as e join long_value as l on l.id = e.job_id),
    format('Failed to adapt value of code to integer: ''%s...''', repeat('x', 200)),
    'a long value is cut in the message'
);
select is(
    (select length(e.value) from tabular_import.import_job_error as e join long_value as l on l.id = e.job_id), 1000,
    'and kept beside it'
);

select * from finish();
rollback;
