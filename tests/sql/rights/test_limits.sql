begin;
select plan(21);

-- Limits are a role's own, and no way of calling goes round them.
create function pg_temp.refusal(statement text, role_name text) returns text language plpgsql volatile as $$
begin
    perform tap_help.log_in(role_name);
    execute statement;
    perform tap_help.log_out();
    return null;
exception
    when others then
        perform tap_help.log_out();
        return sqlstate || ' ' || sqlerrm;
end;
$$;

select tap_help.log_in('ada');
select tabular_import.set_import_setting('max_file_bytes', 10);
select tabular_import.set_import_setting('max_user_bytes', 25);
select tabular_import.set_import_setting('max_user_files', 3);
select tap_help.log_out();

select is(pg_temp.refusal($$select tabular_import.upload_file('a', '0123456789')$$, 'alice'), null, 'a file of the size allowed');
select is(
    pg_temp.refusal($$select tabular_import.upload_file('a', '0123456789x')$$, 'alice'),
    'TI013 The file is larger than the 10 bytes allowed.', 'attacked: a larger one, held'
);
select tap_help.log_in('alice');
create temporary table upload as select tabular_import.begin_file_upload('b') as id;
grant select on upload to public;
select lives_ok('select tabular_import.append_file_chunk(id, ''012345678'') from upload', 'in pieces');
select throws_ok(
    'select tabular_import.append_file_chunk(id, ''xy'') from upload', 'TI013',
    'The file is larger than the 10 bytes allowed.', 'attacked: a larger one in pieces, held'
);
select throws_ok(
    'select tabular_import.append_file_chunk(id, null) from upload', 'TI004', null, 'attacked: a piece that is NULL, held'
);
select tap_help.log_out();
select is(
    pg_temp.refusal('select tabular_import.append_file_chunk(id, ''x'') from upload', 'bob'),
    (select format('TI003 There is no file %s of yours.', id) from upload), 'attacked: another''s upload, held'
);
select is(
    pg_temp.refusal($$select tabular_import.upload_file('c', '0123456')$$, 'alice'),
    'TI013 Your files would take up more than the 25 bytes allowed.', 'attacked: more bytes in all, held'
);
select is(pg_temp.refusal($$select tabular_import.upload_file('c', '0')$$, 'alice'), null, 'what still fits');
select is(
    pg_temp.refusal($$select tabular_import.upload_file('d', '')$$, 'alice'),
    'TI013 You would have more than the 3 files allowed.', 'attacked: more files, held'
);
select is(
    pg_temp.refusal($$select tabular_import.begin_file_upload('d')$$, 'alice'),
    'TI013 You would have more than the 3 files allowed.', 'attacked: more files that are never finished, held'
);
select is((select count(*) from tabular_import.import_file), 3::bigint, 'a refused upload leaves nothing');
select is(pg_temp.refusal($$select tabular_import.upload_file('e', '0123456789')$$, 'bob'), null, 'another has his own limits');

-- Nobody but an admin sets them.
select matches(
    pg_temp.refusal('select tabular_import.set_import_setting(''max_user_files'', 100)', r.name), '^42501',
    format('attacked: the limits, by %s, held', r.name)
) from (values ('alice'), ('walter'), ('nobody_')) as r (name);
select is(
    pg_temp.refusal('select tabular_import.set_import_setting(''max_user_files'', -1)', 'ada'),
    'TI005 The setting ''max_user_files'' cannot be negative.', 'a limit below nothing'
);
select is(
    pg_temp.refusal($$select tabular_import.set_import_setting('x''; drop table demo.trunk; --', 1)$$, 'ada'),
    'TI005 There is no setting ''x''''; drop table demo.trunk; --''.', 'a setting that is not there'
);

-- Deleting a job that is done gives room again, and no other job's file goes with it.
select is(
    pg_temp.refusal($$select tabular_import.submit_tabular_import_task('demo.trunk', f.id)
        from tabular_import.import_file as f, generate_series(1, 2) where f.name = 'a'$$, 'alice'), null, 'two jobs of one file'
);
update tabular_import_private.import_job set status = 'error', completed_at = now();
select is(
    pg_temp.refusal('select tabular_import.delete_import_job(min(id)) from tabular_import.import_job', 'alice'), null,
    'one is deleted'
);
select is((select count(*) from tabular_import.import_file where name = 'a'), 1::bigint, 'the other one keeps the file');
select is(
    pg_temp.refusal('select tabular_import.delete_import_job(id) from tabular_import.import_job', 'bob'), null,
    'attacked: deleting all that one sees, by another, who sees nothing, held'
);

select * from finish();
rollback;
