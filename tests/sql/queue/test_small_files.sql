begin;
select plan(28);
create table demo.pair (code integer primary key, name text not null, note text);
grant insert, select on demo.pair to tabular_import_user;
create function pg_temp.run(header text, rows text, notes text default '{}', reading text default null, table_name text default 'demo.pair')
returns bigint language plpgsql as $$
declare
    v_job bigint := tap_help.submit(table_name);
begin
    perform tap_help.claim(v_job);
    perform tap_help.call_as('walter', format(
        'select tabular_import.run_small_import(%s, 1, %L, %L, %L, %L)', v_job, header, rows, notes, reading));
    delete from tabular_import_private.load_transaction;
    return v_job;
end;
$$;
create temporary table j (name text primary key, id bigint);

-- the rows go in without a table of their own
insert into j values ('good', pg_temp.run(
    '{code,name,note}', '[[2, null, "1", "a \"quoted\" \\ one", "x''; drop table demo.pair; --"], [3, null, "2", "ü\n", ""], [5, null, "3", "c", null]]',
    '{Noted.}', '{"format": "csv"}'));
select results_eq(
    'select * from demo.pair order by code',
    $$values (1, 'a "quoted" \ one', 'x''; drop table demo.pair; --'), (2, e'ü\n', null), (3, 'c', null)$$, 'as they are'
);
select is(
    (select row(i.status, i.result, i.hint, i.rows_read, i.rows_imported, i.rows_rejected, i.rows_skipped, i.reading)::text
    from tabular_import.import_job as i join j using (id)),
    '(success,"Successfully imported 3 row(s)",Noted.,3,3,0,0,"{""format"": ""csv""}")', 'the result is as ever'
);
select is((select count(*) from pg_class where relnamespace = 'tabular_import_staging'::regnamespace), 0::bigint, 'no table was made');
select is((select count(*) from tabular_import_private.staging), 0::bigint, 'nothing is left');
select is((select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'advisory'), 1::bigint, 'the load can be found');

-- and are judged as ever
insert into j values ('bad', pg_temp.run(
    '{code,name,note}', '[[2, null, "x", "a", "n"], [3, "Incorrect number of columns", "9", "b", null], [4, null, "8", "", "n"], [5, null, "1", "d", "n"], [6, null, "10", "fine", "n"]]'));
select set_eq(
    'select tap_help.errors(id) from j where name = ''bad''',
    array['1 | code | x | 22P02', '2 | - | - | TI021', '3 | name | - | 23502', '4 | code | 1 | 23505'], 'every bad row is named'
);
select is(
    (select array_agg(e.line_number order by e.row_number) from tabular_import.import_job_error as e join j on j.id = e.job_id),
    array[2, 3, 4, 5]::bigint[], 'with its line'
);
select is((select count(*) from demo.pair), 3::bigint, 'and nothing goes in');
insert into j values ('none', pg_temp.run('{code,name,note}', '[]'));
select is(tap_help.result(j.id), 'Successfully imported 0 row(s)', 'no rows are no trouble') from j where j.name = 'none';

-- cells that read like SQL, in a file whose rows are tried one by one
create function demo.refuse_bad() returns trigger language plpgsql as $$
begin
    if new.note = 'bad' then
        raise 'no bad notes';
    end if;
    return new;
end;
$$;
create table demo.noted (code integer primary key, note text);
grant insert, select on demo.noted to tabular_import_user;
create trigger refuse_bad before insert on demo.noted for each row execute function demo.refuse_bad();
insert into j values ('sql', pg_temp.run(
    '{code,note}', '[[2, null, "1", "x where false --"], [3, null, "2", "from a where true; --"], [4, null, "3", "bad"], [5, null, "4", "I know where you are"]]',
    table_name => 'demo.noted'));
select set_eq(
    'select tap_help.errors(id) from j where name = ''sql''', array['3 | - | - | P0001'], 'cells are no SQL'
);
insert into j values ('sql good', pg_temp.run(
    '{code,note}', '[[2, null, "1", "x where false --"], [3, null, "2", "from a where true; --"]]', table_name => 'demo.noted'));
select is(tap_help.result(j.id), 'Successfully imported 2 row(s)', 'nor in a good file') from j where j.name = 'sql good';
select is((select string_agg(note, ' | ' order by code) from demo.noted), 'x where false -- | from a where true; --', 'all of them go in');

-- a header that does not fit
insert into j values ('header', pg_temp.run('{code,nome}', '[[2, null, "1", "a"]]', reading => '{"format": "tsv"}'));
select is(tap_help.result(j.id), e'Incoming dataset describes extra columns: nome\nIncoming dataset is missing columns: name, note', 'is refused')
from j where j.name = 'header';
select is((select i.reading from tabular_import.import_job as i where i.id = j.id), '{"format": "tsv"}', 'with how it was read')
from j where j.name = 'header';

-- the same verdict as with a staging table
insert into j values ('staged', tap_help.import('demo.pair', '{code,name,note}', '{{x,a,n},{8,"",n},{1,d,n}}'));
insert into j values ('small', pg_temp.run('{code,name,note}', '[[2, null, "x", "a", "n"], [3, null, "8", "", "n"], [4, null, "1", "d", "n"]]'));
select results_eq(
    $$select (e.row_number, e.line_number, e.column_name, e.value, e.sqlstate, e.message, e.detail, e.hint)::text from tabular_import.import_job_error as e join j on j.id = e.job_id where j.name = 'small' order by e.error_number$$,
    $$select (e.row_number, e.line_number, e.column_name, e.value, e.sqlstate, e.message, e.detail, e.hint)::text from tabular_import.import_job_error as e join j on j.id = e.job_id where j.name = 'staged' order by e.error_number$$,
    'word for word'
);
create table demo.tree (code integer primary key, parent integer references demo.tree);
grant insert, select on demo.tree to tabular_import_user;
insert into j values ('tree', pg_temp.run('{code,parent}', '[[2, null, "2", "1"], [3, null, "1", ""]]', table_name => 'demo.tree'));
select is(tap_help.status(j.id), 'success', 'rows may refer to later ones') from j where j.name = 'tree';
insert into j values ('broken tree', pg_temp.run('{code,parent}', '[[2, null, "3", "4"], [3, null, "5", "3"]]', table_name => 'demo.tree'));
select set_eq('select tap_help.errors(id) from j where name = ''broken tree''',
    array['1 | parent | 4 | 23503', '2 | parent | 3 | 23503'], 'and are rejected with the row they refer to');
create table demo.many (code integer);
grant insert on demo.many to tabular_import_user;
insert into j values ('many', pg_temp.run(
    '{code}', (select jsonb_agg(jsonb_build_array(n + 1, null, n::text)) from generate_series(1, 10000) as n)::text, table_name => 'demo.many'));
select is((select count(*) from demo.many), 10000::bigint, 'ten thousand rows');

-- what no loader of ours would say
create temporary table w as select tap_help.submit('demo.pair') as id;
select tap_help.claim(w.id) from w;
select throws_ok(format('select tap_help.call_as(''walter'', %L)', format(
    'select tabular_import.run_small_import(%s, 1, ''{code,name,note}'', %L)', w.id, r.rows)), r.state, null, left(r.rows, 60))
from w, (values
    ('[[2, null, "1", "a"]]', 'TI009'), ('[[2, null, "1", "a", "b", "c"]]', 'TI009'), ('[[2, null, "7", "a", "n"], []]', 'TI009'),
    ('{"a": 1}', 'TI009'), ('[1]', 'TI009'), ('null', 'TI009'), ('[["x", null, "7", "a", "n"]]', 'TI009'),
    ((select jsonb_agg(jsonb_build_array(2, null, '1', 'a', 'b')) from generate_series(1, 10001))::text, 'TI009')) as r (rows, state);
select is(tap_help.status(w.id), 'running', 'the job is as before') from w;
select throws_ok(format('select tap_help.call_as(''bob'', ''select tabular_import.run_small_import(%s, 1, ''''{code}'''', ''''[]'''')'')', w.id), 'TI008', null, 'nobody else''s') from w;

select * from finish();
rollback;
