-- expect_rows, expect_sums, max_change: judged when all rows are in, else nothing goes in.
begin;
select plan(49);
create table demo.payment (
    code integer primary key, amount numeric(12, 2), weight float8, price money, note text check (note <> 'bad'),
    twice numeric generated always as (amount * 2) stored
);
grant insert, select on demo.payment to tabular_import_user;
create function pg_temp.load(lines text[], options jsonb, table_name text default 'demo.payment') returns bigint
language sql as $$
    select tap_help.import(table_name, '{code,amount,note}', lines, options);
$$;
-- How an import ends with both engines: status and first error; its rows do not stay.
create function pg_temp.ends(lines text[], options jsonb, table_name text default 'demo.payment') returns text
language plpgsql as $$
declare
    v_engine text;
    v_job bigint;
    v_end text;
    v_ends text[];
    v_count bigint;
begin
    foreach v_engine in array array['reference', 'fast'] loop
        begin
            v_job := pg_temp.load(lines, options || jsonb_build_object('engine', v_engine), table_name);
            execute format('select count(*) from %s', table_name) into v_count;
            v_end := (
                select concat_ws(': ', j.status || ' ' || v_count, (
                    select e.message from tabular_import.import_job_error as e
                    where e.job_id = j.id and e.row_number is null
                    order by e.error_number limit 1))
                from tabular_import.import_job as j where j.id = v_job);
            raise exception using errcode = 'TAP00', message = 'taken back';
        exception
            when sqlstate 'TAP00' then v_ends := v_ends || v_end;
        end;
    end loop;
    return case when v_ends[1] = v_ends[2] then v_ends[1] else array_to_string(v_ends, ' / ') end;
end;
$$;
create temporary table file (lines text[]);
insert into file values ('{{1,0.10,a},{2,0.20,b},{3,-1234.56,c},{4,"",d}}');

-- expect_rows
select is(pg_temp.ends(lines, o.options), o.ends, o.name)
from file, (values
    ('{"expect_rows": 4}'::jsonb, 'success 4', 'as many rows as expected'),
    ('{"expect_rows": 5}', 'error 0: Option expect_rows expects 5 row(s), and 4 go in', 'one is missing'),
    ('{"expect_rows": "3"}', 'error 0: Option expect_rows expects 3 row(s), and 4 go in', 'one too many'),
    ('{"expect_rows": 0}', 'error 0: Option expect_rows expects 0 row(s), and 4 go in', 'none expected')
) as o (options, ends, name);
select is(pg_temp.ends('{}', '{"expect_rows": 0}'), 'success 0', 'none expected, none there');

-- expect_sums
select is(pg_temp.ends(lines, jsonb_build_object('expect_sums', o.sums)), o.ends, o.name)
from file, (values
    ('{"amount": "-1234.26"}'::jsonb, 'success 4', 'the sum, without an error of floating point'),
    ('{"amount": -1234.260}', 'success 4', 'as a number, with more digits'),
    (
        '{"amount": "-1234.27"}',
        'error 0: Option expect_sums expects -1234.27 in column amount, and the rows that go in have -1234.26', 'a cent less'
    ),
    ('{"amount": "-1234.26", "code": 10, "twice": "-2468.52"}', 'success 4', 'several columns, a generated one as well'),
    (
        '{"amount": "-1234.26", "code": 11}',
        'error 0: Option expect_sums expects 11 in column code, and the rows that go in have 10', 'the second is wrong'
    ),
    ('{"weight": 0}', 'success 4', 'what the file does not bring is empty')
) as o (sums, ends, name);
select is(
    pg_temp.ends('{}', '{"expect_sums": {"amount": 0}}'), 'success 0', 'the sum of no rows'
);
create temporary table wrong as
select pg_temp.load(lines, '{"expect_rows": 9, "expect_sums": {"amount": 1, "code": 9}}') as id from file;
select is(
    tap_help.result(id),
    E'Errors occurred while importing the records\n'
    '    Option expect_rows expects 9 row(s), and 4 go in\n'
    '    Option expect_sums expects 1 in column amount, and the rows that go in have -1234.26\n'
    '    Option expect_sums expects 9 in column code, and the rows that go in have 10',
    'all that is not as expected is told'
) from wrong;
select results_eq(
    'select tap_help.errors(id) from wrong', $$values ('- | - | - | TI019'), ('- | - | - | TI019'), ('- | - | - | TI019')$$,
    'as errors of the file'
);
select results_eq(
    'select status, rows_imported, rows_rejected, rows_held_back from tabular_import.import_job join wrong using (id)',
    $$values ('error', 0::bigint, 0::bigint, 4::bigint)$$, 'its rows are held back'
);

-- of rows that are refused nothing is counted
select is(pg_temp.ends(o.lines, o.options || '{"on_error": "skip"}'), o.ends, o.name)
from (values
    (
        '{{1,1.5,a},{2,2,bad},{3,3,c},{3,4,d},{x,5,e}}'::text[], '{"expect_sums": {"amount": "4.5"}}'::jsonb,
        'partial 2', 'the good rows alone'
    ),
    (
        '{{1,1.5,a},{2,2,bad},{3,3,c},{3,4,d},{x,5,e}}', '{"expect_rows": 5}',
        'error 0: Option expect_rows expects 5 row(s), and 2 go in', 'not those that are refused'
    )
) as o (lines, options, ends, name);
select is(
    pg_temp.ends('{{1,1.5,a},{2,2,bad}}', '{"expect_sums": {"amount": "3.5"}, "expect_rows": 3}'), 'error 0',
    'where rows are refused anyway, the errors are theirs'
);

-- the table decides what is in it
create table demo.doubled (code integer primary key, amount numeric(12, 2), note text);
grant insert, select on demo.doubled to tabular_import_user;
create function demo.double() returns trigger language plpgsql as $$
begin
    if new.note = 'drop' then return null; end if;
    new.amount := new.amount * 2;
    return new;
end;
$$;
create trigger double before insert on demo.doubled for each row execute function demo.double();
select is(
    pg_temp.ends('{{1,1.5,a},{2,2,drop},{3,3,c},{3,4,d}}', o.options, 'demo.doubled'), o.ends, o.name)
from (values
    ('{"on_error": "skip", "expect_sums": {"amount": 9}, "expect_rows": 2}'::jsonb, 'partial 2', 'what the trigger has made of it'),
    (
        '{"on_error": "skip", "expect_sums": {"amount": "6.5"}}',
        'error 0: Option expect_sums expects 6.5 in column amount, and the rows that go in have 9.00', 'not what the file says'
    )
) as o (options, ends, name);
-- 200 rows, some of which fail in pieces
select is(
    pg_temp.ends(
        (select array_agg(array[n::text, n::text, case n % 50 when 7 then 'drop' else 'x' end]) from generate_series(1, 200) as n)
        || '{{8,1,y},{9,1,y}}', '{"on_error": "skip", "expect_sums": {"amount": 39544}}', 'demo.doubled'),
    'partial 196', 'however the rows went in'
);
create table demo.account (code integer primary key, amount integer references demo.account, note text);
grant insert, select on demo.account to tabular_import_user;
select is(
    pg_temp.ends('{{1,3,a},{2,1,b},{3,"",c},{4,9,d},{5,4,e}}', o.options, 'demo.account'), o.ends, o.name)
from (values
    ('{"on_error": "skip", "expect_sums": {"amount": 4, "code": 6}}'::jsonb, 'partial 3', 'a table that refers to itself'),
    (
        '{"on_error": "skip", "expect_sums": {"code": 15}}',
        'error 0: Option expect_sums expects 15 in column code, and the rows that go in have 6', 'is added up as well'
    )
) as o (options, ends, name);
select is(
    pg_temp.ends('{{1,3,a},{2,1,b},{3,"",c}}', '{"expect_sums": {"amount": 4}, "use_defaults": true}', 'demo.account'),
    'success 3', 'with defaults'
);

-- columns that cannot be added up
create table demo.narrow (code integer primary key, amount numeric(12, 2), note text);
grant insert (code, amount, note), select (code, note) on demo.narrow to tabular_import_user;
create table demo.base (code integer primary key, amount numeric(12, 2), note text);
create view demo.ruled as select * from demo.base;
create rule r as on insert to demo.ruled do instead insert into demo.base values (new.code, new.amount, new.note);
grant insert, select on demo.ruled to tabular_import_user;
create function pg_temp.said(table_name text, sums jsonb) returns text language plpgsql as $$
declare
    v_job bigint := pg_temp.load('{{1,1,a}}', jsonb_build_object('expect_sums', sums), table_name);
begin
    return concat_ws(' ', tap_help.result(v_job), tap_help.hint(v_job));
end;
$$;
select is(pg_temp.said(o.table_name, o.sums), o.text, o.name)
from (values
    (
        'demo.payment', '{"amuont": 1}'::jsonb,
        'Option expect_sums names a column that is not in the table: amuont There is no column amuont; did you mean amount?', 'no column'
    ),
    (
        'demo.payment', '{"note": 1}',
        'Option expect_sums names a column that holds no numbers: note Name a column whose type is a number or money.', 'no number'
    ),
    (
        'demo.narrow', '{"amount": 1}',
        'Permission denied for columns: amount To add up what goes in, option expect_sums reads it. The owner of the '
        'table has to call: grant select (amount) on demo.narrow to alice;', 'no right'
    ),
    (
        'demo.ruled', '{"amount": 1}',
        'Option expect_sums cannot be judged: a rule decides what becomes of inserts into the table Leave it out, or '
        'import into the table that the rule fills.', 'a rule'
    )
) as o (table_name, sums, text, name);
select is(
    pg_temp.ends('{{1,1,a}}', '{"expect_sums": {"code": 1}}', 'demo.narrow'), 'success 1', 'a column that may be read'
);
select is(
    tap_help.result(tap_help.import(
        'demo.payment', '{code,price,weight}', '{{11,$1.10,0.5},{12,"$1,000.00",0.25}}',
        '{"expect_sums": {"price": "1001.10", "weight": "0.75"}}')),
    'Successfully imported 2 row(s)', 'money and floating point'
);

-- max_change
create table demo.stock (code integer primary key, amount numeric, note text);
grant insert, select, delete on demo.stock to tabular_import_user;
create function pg_temp.stock(count integer, options jsonb, role_name text default 'alice') returns text language plpgsql as $$
declare
    v_job bigint;
begin
    delete from demo.stock;
    v_job := tap_help.import(
        'demo.stock', '{code}', coalesce((select array_agg(array[n::text]) from generate_series(1, count) as n), '{}'),
        options, role_name);
    -- All that a test does has one time.
    update tabular_import_private.import_job set completed_at = clock_timestamp() where id = v_job;
    return split_part(tap_help.result(v_job), E'\n', 1) || coalesce(
        ': ' || replace(
            (select e.message from tabular_import.import_job_error as e where e.job_id = v_job),
            (select format('job %s', max(id)) from tabular_import.import_job
            where table_name = 'demo.stock' and submitted_by = role_name and status in ('success', 'partial')), 'the last'), '');
end;
$$;
select is(pg_temp.stock(o.count, o.options, o.role_name), o.ends, o.name)
from (values
    (1, 10, '{"max_change": "20 %"}'::jsonb, 'alice', 'Successfully imported 10 row(s)', 'a first import has nothing to differ from'),
    (2, 12, '{"max_change": "20 %"}', 'alice', 'Successfully imported 12 row(s)', 'just as many more'),
    (
        3, 15, '{"max_change": "20%"}', 'alice',
        'Errors occurred while importing the records: Option max_change expects 10 to 14 row(s), 20% more or less than '
        'the 12 of the last, and the file has 15', 'too many'
    ),
    (
        4, 9, '{"max_change": "20 %"}', 'alice',
        'Errors occurred while importing the records: Option max_change expects 10 to 14 row(s), 20 % more or less than '
        'the 12 of the last, and the file has 9', 'too few; what was refused does not count'
    ),
    (5, 10, '{"max_change": "20 %"}', 'alice', 'Successfully imported 10 row(s)', 'just as many less'),
    (6, 100, '{"max_change": "20 %"}', 'bob', 'Successfully imported 100 row(s)', 'another role has its own'),
    (7, 30, '{"max_change": "200 %"}', 'alice', 'Successfully imported 30 row(s)', 'three times as many'),
    (8, 0, '{}', 'alice', 'Successfully imported 0 row(s)', 'none at all'),
    (
        9, 1, '{"max_change": "20 %"}', 'alice',
        'Errors occurred while importing the records: Option max_change expects 0 to 0 row(s), 20 % more or less than '
        'the 0 of the last, and the file has 1', 'after none, any row is too many'
    )
) as o (number, count, options, role_name, ends, name);

-- what options may say
create temporary table upload as select tabular_import.upload_file('x.csv', 'x') as id;
create function pg_temp.refusal(options text) returns text language plpgsql as $$
declare
    v_hint text;
begin
    perform tabular_import.submit_tabular_import_task('demo.trunk', (select id from upload), options::jsonb);
    return 'accepted';
exception
    when sqlstate 'TI005' then
        get stacked diagnostics v_hint = pg_exception_hint;
        return v_hint;
end;
$$;
select is(pg_temp.refusal(o.options), o.hint, o.options)
from (values
    ('{"expect_rows": -1}', 'It takes a number of rows.'),
    ('{"expect_sums": {"amount": "1,5"}}', 'It takes an object with a number for each column, as in {"amount": "12345.60"}.'),
    ('{"expect_sums": {}}', 'It takes an object with a number for each column, as in {"amount": "12345.60"}.'),
    ('{"max_change": 20}', 'It takes a percentage such as "20 %".')
) as o (options, hint);

-- records
select is(
    (tabular_import.import_records('demo.stock', '[{"code": 1, "amount": 1.5}, {"code": 2, "amount": 2}]', o.options))
        ->> 'result', o.result, o.name)
from (values
    ('{"expect_rows": 3}'::jsonb,
        E'Errors occurred while importing the records\n    Option expect_rows expects 3 row(s), and 2 go in', 'records are counted'),
    ('{"expect_sums": {"amount": "3.5"}}', 'Successfully imported 2 row(s)', 'and added up')
) as o (options, result, name);
select is(
    tabular_import.import_records('demo.stock', '[]', o.options) ->> 'result', o.result, o.name)
from (values
    ('{"expect_rows": 1}'::jsonb,
        E'Errors occurred while importing the records\n    Option expect_rows expects 1 row(s), and 0 go in', 'no records are too few'),
    ('{"expect_rows": 0, "expect_sums": {"amount": 0}}', 'Successfully imported 0 row(s)', 'or as many as expected')
) as o (options, result, name);
select is(
    pg_temp.ends('{}', '{"expect_rows": 1}'), 'error 2: Option expect_rows expects 1 row(s), and 0 go in', 'a file without rows'
);
select throws_ok(
    $$select tabular_import.import_records('demo.stock', '[]', '{"max_change": "5 %"}')$$, 'TI005', null,
    'but they have no job before them'
);
select * from finish();
rollback;
