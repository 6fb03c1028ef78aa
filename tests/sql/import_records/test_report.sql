begin;
select plan(28);
create table demo.kept (
    id integer primary key, n text not null, d date, j jsonb, a integer[], b boolean, x numeric(6, 2) check (x > 0)
);
grant usage on schema demo to alice;
grant insert, select on demo.kept to alice;
select tap_help.log_in('alice');

create temporary table told as select tabular_import.import_records('demo.kept', $$[
    {"id": 1, "n": "a", "d": "2024-02-29", "j": {"k": [1, null]}, "a": [1, 2], "b": true, "x": 1.50},
    {"id": "2", "n": "b", "x": 1e2},
    {"n": " c", "id": 3, "d": null, "a": "{5}", "j": "7"}
]$$) as report;
select is(
    (select report from told),
    '{"status": "success", "result": "Successfully imported 3 row(s)", "hint": null, "rows_read": 3, "rows_imported": 3,
    "rows_inserted": 3, "rows_updated": 0, "rows_unchanged": 0, "rows_skipped": 0, "rows_rejected": 0,
    "rows_held_back": 0, "rows_deleted": 0, "parents_created": 0, "errors": []}',
    'the report of records that go in'
);
select results_eq(
    'select id, n, d, j::text, a, b, x::text from demo.kept order by id',
    $$values
        (1, 'a', date '2024-02-29', '{"k": [1, null]}', '{1,2}'::int[], true, '1.50'),
        (2, 'b', null, null, null, null, '100.00'),
        (3, ' c', null, '7', '{5}', null, null)$$,
    'texts as they are, numbers and booleans as their text, what is nested as JSON, a lacking key and null as NULL'
);

create temporary table bad as select tabular_import.import_records('demo.kept', $$[
    {"id": 1, "n": "again"}, {"id": 4, "n": ""}, {"id": "q", "n": "c", "x": 1.555}, 5, {"id": 5, "n": "e"},
    {"id": 5, "n": "f"}, {"id": 6, "n": "g", "x": 0}, ["id"], null
]$$) as report;
select is(
    (select report - '{result,hint,errors}'::text[] from bad),
    '{"status": "error", "rows_read": 9, "rows_imported": 0, "rows_inserted": 0, "rows_updated": 0, "rows_unchanged": 0,
    "rows_skipped": 0, "rows_rejected": 8, "rows_held_back": 1, "rows_deleted": 0, "parents_created": 0}', 'bad ones are counted'
);
select results_eq(
    $$select e ->> 'row', e ->> 'column', e ->> 'value', e ->> 'sqlstate', e ->> 'constraint'
    from bad, jsonb_array_elements(report -> 'errors') as e$$,
    $$values
        ('1', 'id', '1', '23505', 'kept_pkey'),
        ('2', 'n', null, '23502', null),
        ('3', 'id', 'q', '22P02', null),
        ('3', 'x', '1.555', 'TI020', null),
        ('4', null, null, 'TI021', null),
        ('6', 'id', '5', '23505', 'kept_pkey'),
        ('7', 'x', '0', '23514', 'kept_x_check'),
        ('8', null, null, 'TI021', null),
        ('9', null, null, 'TI021', null)$$,
    'each with row, column, value, SQLSTATE and constraint'
);
select is(
    (select report #> '{errors,0}' from bad),
    jsonb_build_object(
        'row', 1, 'column', 'id', 'value', '1', 'sqlstate', '23505', 'constraint', 'kept_pkey',
        'message',
        'Got a duplicate identity: Kept . Id, Which triggered an error from the database driver: duplicate key value '
        'violates unique constraint "kept_pkey"',
        'detail', 'Key (id)=(1) already exists.',
        'hint', 'Take the row out, or give it a value that is not in use yet.'
    ), 'an error has nothing else'
);
select is((select report #>> '{errors,4,message}' from bad), 'Record 4 is no JSON object', 'what is no object is told');
select matches(
    (select report ->> 'result' from bad),
    E'^Errors occurred while importing the records\n    1: Got a duplicate identity: Kept . Id.*\nDETAIL:  Key \\(id\\)=',
    'the result reads as a job''s'
);
select is((select count(*) from demo.kept), 3::bigint, 'of them all none goes in');

select is(
    tabular_import_engine.told_of_records(
        'Row 3 of the file has it. The column of the file, which the file has, brings what the file brings: profile.'),
    'Record 3 has it. The column of the records, which the records have, brings what the records bring: profile.',
    'a file becomes records'
);
-- No file is spoken of.
select is(
    tabular_import.import_records('demo.kept', '[{"id": 21, "n": "a"}, {"id": 21, "n": "b"}, {"id": "x", "n": "c"}]')
    -> 'errors' @> '[{"hint": "Record 1 has it already. Take the row out, or give it a value that is not in use yet."},
        {"hint": "Correct the cell in the records."}]',
    true, 'hints of row errors'
);
select doesnt_match(
    tabular_import.import_records('demo.kept', r.records::jsonb, r.options::jsonb) ->> 'hint', '\mfile\M', r.records
) from (values
    ('[{"zz": 1}]', '{}'),
    ('[{"id": 21, "n": "a"}]', '{"columns": {"zz": "n"}}'),
    ('[{"id": 21, "n": "a"}]', '{"columns": {"n": "zz"}}'),
    ('[{"id": 21, "n": "a"}]', '{"constants": {"n": "b"}}'),
    ('[{"zz": 1}]', '{"extra_columns": "ignore"}'),
    ('[{"id": 21, "n": "a"}]', '{"missing_columns": "error"}')
) as r (records, options);

select is(
    tabular_import.import_records('demo.kept', '[{"id": 7, "n": "h", "zz": 1}]') - 'hint',
    '{"status": "error", "result": "Incoming dataset describes extra columns: zz\nIncoming dataset is missing columns: a, b, d, j, x",
    "rows_read": null, "rows_imported": 0, "rows_inserted": null, "rows_updated": null, "rows_unchanged": null,
    "rows_skipped": null, "rows_rejected": null, "rows_held_back": null, "rows_deleted": null, "parents_created": null, "errors": []}',
    'a key that is no column'
);
select is(
    tabular_import.import_records('demo.kept', '[{"id": 7}]') ->> 'result',
    'Incoming dataset is missing columns: a, b, d, j, n, x', 'a column that nobody brings'
);
select is(
    tabular_import.import_records('demo.kept', '[{"id": 7, "n": "h"}, {"id": 8, "n": "i", "b": false}]') ->> 'hint',
    'The records have no key for d (NULL), j (NULL), a (NULL), x (NULL).', 'a key of any record is a column'
);
select is((select b from demo.kept where id = 8), false, 'whichever has it first');
select is(
    tabular_import.import_records('demo.kept', '[{"id": 9, "n": "j", "n": "k"}]') ->> 'status', 'success',
    'jsonb itself keeps the last of a repeated key'
);
select is((select n from demo.kept where id = 9), 'k', 'which goes in');
select is(
    tabular_import.import_records('demo.kept', '[]') ->> 'result', 'Successfully imported 0 row(s)', 'no records at all'
);
select is(
    tabular_import.import_records('demo.kept', '[{}, 1]') ->> 'result', 'No record is an object with a key', 'no key at all'
);

-- As many as make a temporary table worth it
select is(
    tabular_import.import_records('demo.kept', (
        select jsonb_agg(jsonb_build_object('id', i, 'n', 'n' || i, 'b', i % 2 = 0)) from generate_series(1001, 3500) as i
    )) ->> 'rows_imported', '2500', 'thousands go in'
);
create temporary table many as select tabular_import.import_records('demo.kept', (
    select jsonb_agg(jsonb_build_object('id', i, 'n', 'n' || i, 'd', case i when 6000 then 'x' else '2024-01-01' end))
    from generate_series(3500, 6001) as i
)) as report;
select results_eq(
    $$select e ->> 'row', e ->> 'column' from many, jsonb_array_elements(report -> 'errors') as e$$,
    $$values ('1', 'id'), ('2501', 'd')$$, 'or are told'
);
select is((select count(*) from demo.kept), 2506::bigint, 'and not taken');
select is_empty(
    $$select from pg_class where relname like 'records%' and relpersistence = 't'$$, 'nothing is left of the table'
);
select * from finish();
rollback;
