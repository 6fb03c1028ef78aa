begin;
select plan(26);
select tap_help.log_in('alice');

create temporary table file as select tabular_import.begin_file_upload('people.csv') as id;
grant select on file to bob;
select results_eq(
    'select name, size, sha256, finished_at from tabular_import.import_file',
    $$values ('people.csv', 0::bigint, null::text, null::timestamptz)$$, 'an upload that was begun'
);
select throws_ok(
    format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.id), 'TI004',
    format('The upload of file %s is not finished.', f.id), 'cannot be imported'
) from file as f;
select is(tabular_import.append_file_chunk(f.id, 'code,'), 5::bigint, 'a first piece') from file as f;
select is(tabular_import.append_file_chunk(f.id, ''), 5::bigint, 'an empty one') from file as f;
select is(tabular_import.append_file_chunk(f.id, E'a_field\n'), 13::bigint, 'another') from file as f;
select is(tabular_import.append_file_chunk(f.id, repeat('1,x', 1000000)::bytea), 3000013::bigint, 'a large one') from file as f;
select throws_ok(
    format('select tabular_import.append_file_chunk(%L, null)', f.id), 'TI004', 'The content of a chunk may not be NULL.',
    'none'
) from file as f;
select throws_ok(
    format('select tabular_import.finish_file_upload(%L, ''short'')', f.id), 'TI004', null, 'a hash that is none'
) from file as f;

-- a small content is hashed at once, a large one when it is read
create temporary table small as select tabular_import.begin_file_upload('people.csv') as id;
select is(tabular_import.append_file_chunk(s.id, 'code'), 4::bigint, 'a small content') from small as s;
select throws_ok(
    format('select tabular_import.finish_file_upload(%L, sha256(''other''))', s.id), 'TI004',
    format('The content of file %s does not have the SHA-256 given.', s.id), 'a hash that is not that of the content'
) from small as s;
select is(tabular_import.finish_file_upload(s.id, sha256('code')), 4::bigint, 'and one that is') from small as s;

-- nobody else's business
select tap_help.log_in('bob');
select throws_ok(
    format('select tabular_import.append_file_chunk(%L, ''x'')', f.id), 'TI003',
    format('There is no file %s of yours.', f.id), 'another cannot append'
) from file as f;
select throws_ok(
    format('select tabular_import.finish_file_upload(%L)', f.id), 'TI003', null, 'nor finish'
) from file as f;
select throws_ok(
    format('select tabular_import.submit_tabular_import_task(''demo.trunk'', %L)', f.id), 'TI003', null, 'nor submit'
) from file as f;
select is_empty('select * from tabular_import.import_file', 'nor see it');

select tap_help.log_in('alice');
select is(
    tabular_import.finish_file_upload(f.id, sha256(E'code,a_field\n' || repeat('1,x', 1000000)::bytea)), 3000013::bigint,
    'the hash of the whole'
) from file as f;
select is(
    i.sha256, encode(sha256(E'code,a_field\n' || repeat('1,x', 1000000)::bytea), 'hex'), 'is recorded'
) from tabular_import.import_file as i join file as f on f.id = i.id;
select throws_ok(
    format('select tabular_import.append_file_chunk(%L, ''x'')', f.id), 'TI004',
    format('The upload of file %s is finished; nothing can be appended.', f.id), 'a finished file is closed'
) from file as f;
select throws_ok(
    format('select tabular_import.finish_file_upload(%L)', f.id), 'TI004',
    format('The upload of file %s is finished already.', f.id), 'for good'
) from file as f;
select is(
    (select string_agg(tabular_import.read_file_chunk(f.id, n), '' order by n) from generate_series(0, 9) as n),
    E'code,a_field\n' || repeat('1,x', 1000000)::bytea, 'its content is what was appended'
) from file as f;

-- without a hash
create temporary table unhashed as select tabular_import.begin_file_upload('people.csv') as id;
select is(tabular_import.finish_file_upload(u.id), 0::bigint, 'a file may be empty and without a hash') from unhashed as u;
select is(
    (select i.sha256 from tabular_import.import_file as i where i.id = u.id), encode(sha256(''), 'hex'), 'it gets one'
) from unhashed as u;

-- what is not there
select throws_ok(
    'select tabular_import.append_file_chunk(''a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'', ''x'')', 'TI003',
    'There is no file a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 of yours.', 'a file that is not there'
);
select throws_ok('select tabular_import.finish_file_upload(null)', 'TI003', 'There is no file NULL of yours.', 'no file');
select throws_ok(
    'select tabular_import.begin_file_upload('''')', 'TI004', 'A file needs a name.', 'a file without a name'
);
select throws_ok(
    'select tabular_import.append_file_chunk(null, null)', 'TI003', null, 'nothing at all'
);

select * from finish();
rollback;
