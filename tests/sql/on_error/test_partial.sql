-- on_error skip: the good rows go in, the others are row errors, and the job is partial.
begin;
select plan(26);
create function demo.counts(job bigint) returns text language sql as $$
    select concat_ws(' ', status, rows_read, rows_imported, rows_skipped, rows_rejected, rows_held_back)
    from tabular_import.import_job where id = job;
$$;
-- What each engine makes of a file: counts, row errors and rows; nothing stays. One text where they agree.
create function pg_temp.verdicts(table_name text, header text[], lines text[]) returns setof text language plpgsql as $$
declare
    v_engine text;
    v_job bigint;
    v_rows text;
    v_verdicts text[];
begin
    foreach v_engine in array array['reference', 'fast'] loop
        begin
            v_job := tap_help.import(
                table_name, header, lines, jsonb_build_object('on_error', 'skip', 'engine', v_engine));
            execute format('select string_agg(t::text, E''\n'' order by t::text) from %s as t', table_name) into v_rows;
            v_verdicts := v_verdicts || concat_ws(
                E'\n', demo.counts(v_job), (select string_agg(e, E'\n') from tap_help.errors(v_job) as e), v_rows);
            raise exception using errcode = 'TAP00', message = 'taken back';
        exception
            when sqlstate 'TAP00' then null;
        end;
    end loop;
    return query select distinct v from unnest(v_verdicts) as v;
end;
$$;
create temporary table j (name text primary key, id bigint);

-- a plain table, both engines
insert into demo.unique_tests (code, is_unique) values (1, 'a');
create table demo.two (code integer primary key, name text not null unique);
grant insert, select on demo.two to tabular_import_user;
insert into demo.two values (1, 'a');
select is(
    (
        select string_agg(v, ' / ')
        from pg_temp.verdicts('demo.two', '{code,name}', '{{1,z},{2,z},{2,y},{x,q},{3,q},{4,y}}') as v
    ),
    E'partial 6 3 0 3 0\n1 | code | 1 | 23505\n3 | code | 2 | 23505\n4 | code | x | 22P02\n(1,a)\n(2,z)\n(3,q)\n(4,y)',
    'the engines say the same and leave the same rows'
);
insert into j values ('plain', tap_help.import(
    'demo.unique_tests', '{code,is_unique,not_unique}', '{{1,z,""},{2,z,""},{2,y,""},{x,q,""},{3,q,""},{4,y,""}}',
    '{"on_error": "skip"}'));
select is(demo.counts(id), 'partial 6 3 0 3 0', 'some go in, some are refused') from j where name = 'plain';
select results_eq(
    'select code, is_unique from demo.unique_tests order by code', $$values (1, 'a'), (2, 'z'), (3, 'q'), (4, 'y')$$,
    'the good ones are there'
);
select results_eq(
    'select tap_help.errors(id) from j where name = ''plain''',
    $$values ('1 | code | 1 | 23505'), ('3 | code | 2 | 23505'), ('4 | code | x | 22P02')$$,
    'and the others are told: the first good row has a key that is repeated'
);
select matches(
    tap_help.result(id),
    E'^Imported 3 of 6 row\\(s\\)\nErrors occurred while importing the records\n    1: Got a duplicate identity', 'the result says both'
) from j where name = 'plain';
select is(
    tap_help.hint(id),
    'Mend the 3 refused row(s) and import them without the others, which are in the table.', 'and the hint what is left to do'
) from j where name = 'plain';

-- no bad row, no good row
select is(
    demo.counts(tap_help.import('demo.trunk', '{code,a_field}', '{{1,a},{2,b}}', '{"on_error": "skip"}')),
    'success 2 2 0 0 0', 'without a bad row the job is a success'
);
insert into j values ('none', tap_help.import('demo.trunk', '{code,a_field}', '{{x,a},{y,b}}', '{"on_error": "skip"}'));
select is(demo.counts(id), 'error 2 0 0 2 0', 'without a good row an error') from j where name = 'none';
select is(
    tap_help.result(id) like E'Errors occurred while importing the records\n    1: %', true, 'in the words of any other'
) from j where name = 'none';
select is(
    demo.counts(tap_help.import('demo.trunk', '{code,a_field}', '{{x,a},{7,b}}', '{"on_error": "abort"}')),
    'error 2 0 0 1 1', 'abort is what happens otherwise'
);

-- a table with triggers: what they did for a refused row is undone, too
create table demo.log (entry text);
create table demo.watched (code integer primary key, note text not null check (note <> 'bad'));
grant insert, select on demo.watched, demo.log to tabular_import_user;
create function demo.act() returns trigger language plpgsql as $$
begin
    insert into demo.log values (new.code::text);
    if new.note = 'drop' then return null; end if;
    if new.note = 'refuse' then raise 'not %', new.code; end if;
    new.note := upper(new.note);
    return new;
end;
$$;
create trigger act before insert on demo.watched for each row execute function demo.act();
select is(
    tap_help.engines_differ(
        'demo.watched', '{code,note}', '{{1,a},{2,drop},{3,refuse},{4,b},{4,c},{x,d},{5,""},{6,e}}', '{"on_error": "skip"}'),
    null, 'the engines agree on triggers'
);
insert into j values ('watched', tap_help.import(
    'demo.watched', '{code,note}', '{{1,a},{2,drop},{3,refuse},{4,b},{4,c},{x,d},{5,""},{6,e}}', '{"on_error": "skip"}'));
select is(demo.counts(id), 'partial 8 3 1 4 0', 'skipped and refused rows are told apart') from j where name = 'watched';
select results_eq(
    'select code, note from demo.watched order by code', $$values (1, 'A'), (4, 'B'), (6, 'E')$$, 'as the trigger wants them'
);
select results_eq(
    'select entry from demo.log order by entry', array['1', '2', '4', '6'], 'nothing is left of the refused ones'
);
select is(
    demo.counts(tap_help.import('demo.watched', '{code,note}', '{{7,drop},{x,a}}', '{"on_error": "skip"}')),
    'partial 2 0 1 1 0', 'a row that the table skips is a good one'
);
delete from demo.log;
insert into j values ('undone', tap_help.import('demo.watched', '{code,note}', '{{8,refuse},{9,refuse}}', '{"on_error": "skip"}'));
select is_empty('select * from demo.log', 'where none is good, nothing is left either');

-- a table that refers to itself: rows that refer to refused ones fall with them
create table demo.node (code integer primary key, up integer references demo.node, size integer check (size > 0));
grant insert, select on demo.node to tabular_import_user;
select is(
    (
        select count(*)
        from pg_temp.verdicts(
            'demo.node', '{code,up,size}',
            '{{1,2,1},{2,"",1},{3,4,1},{4,5,1},{5,"",0},{6,6,1},{6,1,1},{8,9,1},{10,x,1}}')
    ),
    1::bigint, 'the engines agree on references to the table itself'
);
insert into j values ('node', tap_help.import(
    'demo.node', '{code,up,size}', '{{1,2,1},{2,"",1},{3,4,1},{4,5,1},{5,"",0},{6,6,1},{6,1,1},{8,9,1},{10,x,1}}',
    '{"on_error": "skip"}'));
select is(demo.counts(id), 'partial 9 3 0 6 0', 'the counts') from j where name = 'node';
select results_eq(
    'select code, up from demo.node order by code', 'values (1, 2), (2, null), (6, 6)', 'what hangs together goes in'
);
select is(
    (
        select e.hint from tabular_import.import_job_error as e join j on j.id = e.job_id
        where j.name = 'node' and e.row_number = 4
    ),
    'It refers to row 5 of the file, which is refused itself: mend that one.', 'and the report says what it hung on'
);

-- what is deferred to the end concerns all
create table demo.late (code integer primary key);
grant insert, select on demo.late to tabular_import_user;
create function demo.refuse() returns trigger language plpgsql as $$
begin
    if new.code = 13 then
        raise 'Thirteen is not wanted' using errcode = '23514';
    end if;
    return null;
end;
$$;
create constraint trigger refuse after insert on demo.late deferrable initially deferred
for each row execute function demo.refuse();
select is(
    demo.counts(tap_help.import('demo.late', '{code}', '{{1},{13},{x}}', '{"on_error": "skip"}')),
    'partial 3 1 0 2 0', 'a deferred constraint is asked at each row'
);

-- the same content again
create function pg_temp.again(options jsonb) returns bigint language plpgsql as $$
declare
    v_job bigint;
begin
    perform tap_help.log_in('alice');
    v_job := tabular_import.submit_tabular_import_task(
        'demo.trunk', tabular_import.upload_text('same.csv', 'the same'), options);
    perform tap_help.log_out();
    perform tap_help.claim(v_job);
    if tap_help.stage(v_job, '{code,a_field}', '{{101,a},{x,b}}') is not null then
        perform tap_help.run(v_job);
    end if;
    return v_job;
end;
$$;
select is(tap_help.status(pg_temp.again('{"on_error": "skip", "on_repeat": "refuse"}')), 'partial', 'a first time');
insert into j values ('again', pg_temp.again('{"on_error": "skip", "on_repeat": "refuse"}'));
select is(
    tap_help.result(id) like 'The same content was imported into demo.trunk before, by job %', true,
    'a partial import counts as one'
) from j where name = 'again';

-- nothing is proposed for what is in
select is((select proposal from tabular_import.import_job join j using (id) where name = 'plain'), null, 'no proposal');

-- more chunks than one, of which none, some and all rows are bad
create temporary table chunked as select tap_help.submit('demo.required_tests', '{"on_error": "skip"}') as id;
select tap_help.claim(id) from chunked;
select tap_help.stage(id, '{code,is_required}', '{}') from chunked;
do $$
declare
    v_job bigint := (select id from chunked);
    v_staging text := tap_help.staging(v_job);
begin
    for v_chunk in 0..3 loop
        execute format(
            'insert into %1$s select %2$s + n, %2$s + n + 1, null, case when %3$L then n::text else (%2$s + n)::text end, '
            'case when n %% 10 = 3 and %4$L then '''' else ''x'' end from generate_series(1, 100) as n',
            v_staging, v_chunk * 100, v_chunk = 2, v_chunk > 0);
        perform tap_help.log_in('walter');
        perform tabular_import.note_staged(v_job, 1, (v_chunk + 1) * 100, v_chunk = 3);
        perform tap_help.log_out();
    end loop;
    perform tap_help.log_in('walter');
    perform tabular_import.run_import(v_job, 1);
    perform tap_help.log_out();
    delete from tabular_import_private.load_transaction;
end;
$$;
select is(demo.counts(id), 'partial 400 280 0 120 0', 'a file in chunks') from chunked;
select results_eq(
    'select code / 100, count(*) from demo.required_tests group by 1 order by 1',
    'values (0, 99::bigint), (1, 90), (2, 1), (3, 89), (4, 1)', 'each row is in once'
);
select * from finish();
rollback;
