begin;
select plan(3);
create table demo.event (
    day date not null,
    code integer not null,
    note text constraint event_note_ck check (note <> 'bad'),
    constraint event_pk primary key (day, code)
) partition by range (day);
create table demo.event_2024 partition of demo.event for values from ('2024-01-01') to ('2025-01-01');
create table demo.event_2025 partition of demo.event for values from ('2025-01-01') to ('2026-01-01')
partition by list (code);
create table demo.event_2025_1 partition of demo.event_2025 for values in (1);
create unique index event_2024_note_uk on demo.event_2024 (note);
grant insert, select on demo.event to tabular_import_user;

select is(
    tap_help.result(tap_help.import('demo.event', '{day,code,note}', '{{2024-05-01,1,a},{2025-05-01,1,b}}')),
    'Successfully imported 2 row(s)', 'rows find their partitions'
);
create temporary table job as
select tap_help.import('demo.event', '{day,code,note}', array[
    ['2024-05-01', '1', 'c'], ['2025-05-01', '1', 'c'], ['2023-01-01', '1', 'c'], ['2025-05-01', '2', 'c'],
    ['2024-05-02', '1', 'bad'], ['2025-05-02', '1', 'bad'], ['2024-05-03', '1', 'a']
]) as id;
select results_eq(
    'select row_number, column_name, value, sqlstate from tabular_import.import_job_error order by error_number',
    $$values
    (1::bigint, 'day, code', '2024-05-01, 1', '23505'),
    (2, 'day, code', '2025-05-01, 1', '23505'),
    (3, null, null, '23514'),
    (4, null, null, '23514'),
    (5, 'note', 'bad', '23514'),
    (6, 'note', 'bad', '23514'),
    (7, 'note', 'a', '23505')$$,
    'errors of a partition are told by the columns of the table'
);
select results_eq(
    'select row_number, message from tabular_import.import_job_error where row_number < 5 order by error_number',
    $$values
    (1::bigint, 'Got a duplicate identity: Event . Day, Code, Which triggered an error from the database driver: '
        || 'duplicate key value violates unique constraint "event_2024_pkey"'),
    (2, 'Got a duplicate identity: Event . Day, Code, Which triggered an error from the database driver: '
        || 'duplicate key value violates unique constraint "event_2025_1_pkey"'),
    (3, 'no partition of relation "event" found for row'),
    (4, 'no partition of relation "event_2025" found for row')$$,
    'and the key of a partition is the table''s identity'
);

select * from finish();
rollback;
