-- Links that name no row, by keys of many kinds.
begin;
select plan(14);

drop table if exists demo.leaf, demo.branch, demo.trunk cascade;

-- The result and the hint of a job, or its row errors; both engines have to say the same.
create function pg_temp.said(
    table_name text, header text[], lines text[], links jsonb default null, options jsonb default '{}',
    role_name text default 'alice'
)
returns text
language plpgsql
as $$
declare
    v_engine text;
    v_job bigint;
    v_said text[] := '{}';
begin
    foreach v_engine in array array['reference', 'fast', 'fast'] loop
        begin
            v_job := tap_help.import(
                table_name, header, lines,
                options || jsonb_strip_nulls(jsonb_build_object('links', links, 'engine', v_engine)), role_name);
            v_said := v_said || (
                select concat_ws(
                    E'\n',
                    case when not exists (select from tabular_import.import_job_error as e where e.job_id = j.id)
                        then concat_ws(
                            ' | ', j.result, nullif(j.parents_created, 0)::text,
                            nullif(regexp_replace(j.hint, 'The file has no column[^.]*[.] ?', ''), ''))
                    end,
                    (
                        select string_agg(
                            concat_ws(' | ', format('%s %s', e.row_number, e.message), e.detail, e.hint), E'\n'
                            order by e.error_number)
                        from tabular_import.import_job_error as e
                        where e.job_id = j.id
                    ))
                from tabular_import.import_job as j
                where j.id = v_job);
            if cardinality(v_said) < 3 then
                raise exception using errcode = 'TAP00', message = 'taken back';
            end if;
        exception
            when sqlstate 'TAP00' then null;
        end;
    end loop;
    if v_said[1] <> v_said[2] then
        return format(E'reference:\n%s\nfast:\n%s', v_said[1], v_said[2]);
    end if;
    return v_said[3];
end;
$$;

create type demo.colour as enum ('red', 'green');
create domain demo.word as text check (value ~ '^[A-Za-z ]+$');
create table demo.part_parent (code numeric(6, 2) not null, kind text default 'k', primary key (code)) partition by list (code);
create table demo.part_one partition of demo.part_parent default;
create table demo.ref1 (number integer primary key, p numeric(6, 2) references demo.part_parent);
create table demo.day (id serial primary key, day date not null, colour demo.colour not null, unique (day, colour));
create table demo.ref2 (number integer primary key, day_id integer references demo.day);
create table demo.worded (id uuid primary key default gen_random_uuid(), w demo.word not null unique);
create table demo.ref3 (number integer primary key, worded_id uuid references demo.worded);
create table demo.short (id integer generated always as identity primary key, c varchar(4) not null unique, ch char(3));
create table demo.ref4 (number integer primary key, short_id integer references demo.short);
create table demo.trunk (id integer generated always as identity primary key, code integer not null unique);
create table demo.branch (trunk_id integer references demo.trunk, code integer, note text, primary key (trunk_id, code));
create table demo.leaf (number integer primary key, trunk_id integer, branch_code integer, foreign key (trunk_id, branch_code) references demo.branch);
create table demo.weak (trunk_code integer references demo.trunk (code), letter text, primary key (trunk_code, letter));
create table demo.ref5 (number integer primary key, tc integer, l text, foreign key (tc, l) references demo.weak);
insert into demo.trunk (code) values (1), (2);
grant select, insert on all tables in schema demo to alice;
grant usage on all sequences in schema demo to alice;
select is(
    pg_temp.said('demo.ref1', '{number,p.code}', '{{1,1.5},{2,1.50},{3,01.5},{4,99999},{5,2}}', '{"p": {"on_missing": "create"}}'),
    '4 Unable to resolve a link: p[99999] | numeric field overflow | Correct the cell in the file.',
    'a number that is too large');
select is(
    pg_temp.said('demo.ref1', '{number,p.code}', '{{1,1.5},{2,1.50},{3,01.5},{5,2}}', '{"p": {"on_missing": "create"}}'),
    E'Successfully imported 4 row(s)\n'
    'Created 2 row(s) of part_parent: ''1.50'', ''2.00'' | 2',
    'the same number, written differently');
select is(
    pg_temp.said('demo.ref2', '{number,day}', '{{1,2024-01-01.red},{2,2024-01-01.green},{3,2024-01-01.blue},{4,2024-02-30.red}}', '{"day": {"on_missing": "create"}}'),
    E'3 Unable to resolve a link: day[2024-01-01.blue] | colour: invalid input value for enum demo.colour: "blue" | Correct the cell in the file.\n'
    '4 Unable to resolve a link: day[2024-02-30.red] | day: date/time field value out of range: "2024-02-30" | Correct the cell in the file.',
    'enums and dates');
select is(
    pg_temp.said('demo.ref2', '{number,day.day,day.colour}', '{{1,01.02.2024,red},{2,01.02.2024,green}}', '{"day": {"on_missing": "create"}}', '{"date_order": "DMY"}'),
    E'Successfully imported 2 row(s)\n'
    'Created 2 row(s) of day: ''2024-02-01.red'', ''2024-02-01.green'' | 2',
    'keys in columns, by the rules for values');
select is(
    (select string_agg(d::text, ' ' order by d.colour) from demo.day as d),
    '(11,2024-02-01,red) (12,2024-02-01,green)',
    'these are the days');
select is(
    pg_temp.said('demo.ref3', '{number,worded}', '{{1,abc},{2,abcd e},{3,abc1},{4,ABC}}', '{"worded": {"on_missing": "create"}}'),
    E'1 Unable to resolve a link: worded[abc] | No row of worded that you may read has w abc. | ''abc'' resembles ''ABC'': correct the cell, or say that both are meant by option {"links": {"worded": {"similar": "create", "on_missing": "create"}}}.\n'
    '3 Unable to resolve a link: worded[abc1] | value for domain demo.word violates check constraint "word_check" | Correct the cell in the file.\n'
    '4 Unable to resolve a link: worded[ABC] | No row of worded that you may read has w ABC. | ''ABC'' resembles ''abc'': correct the cell, or say that both are meant by option {"links": {"worded": {"similar": "create", "on_missing": "create"}}}.',
    'a domain');
select is(
    pg_temp.said('demo.ref4', '{number,short}', '{{1,abcd},{2,abcde},{3,"ab "}}', '{"short": {"on_missing": "create", "constants": {"ch": "x"}}}'),
    E'1 Unable to resolve a link: short[abcd] | No row of short that you may read has c abcd. | ''abcd'' resembles ''abcde'': correct the cell, or say that both are meant by option {"links": {"short": {"similar": "create", "on_missing": "create"}}}.\n'
    '2 Unable to resolve a link: short[abcde] | The column holds at most 4 character(s); the value would be cut. | ''abcde'' resembles ''abcd'': correct the cell, or say that both are meant by option {"links": {"short": {"similar": "create", "on_missing": "create"}}}.',
    'a length');
select is(
    pg_temp.said('demo.leaf', '{number,branch}', '{{1,1.5},{2,2.6},{3,3.1}}', '{"branch": {"on_missing": "create", "constants": {"note": "n"}}}'),
    '3 Unable to resolve a link: branch[3.1] | No row of branch that you may read has trunk.code 3 and code 1. | No row of branch is created for it, as the row of trunk that its key names is not there either: import that first.',
    'a reference of several columns');
select is(
    pg_temp.said('demo.leaf', '{number,branch}', '{{1,1.5},{2,2.6},{3,""}}', '{"branch": {"on_missing": "create", "constants": {"note": "n"}}}'),
    E'Successfully imported 3 row(s)\n'
    'Created 2 row(s) of branch: ''1.5'', ''2.6'' | 2',
    'its rows');
select is(
    (select string_agg(d::text, ' ') from demo.leaf as d),
    '(1,1,5) (2,2,6) (3,,)',
    'these refer to them');
select is(
    pg_temp.said('demo.leaf', '{number,branch}', '{{11,1.7},{12,2.6},{13,""}}', '{"branch": {"on_missing": "null"}}'),
    'Successfully imported 3 row(s) | 1 value(s) of branch name no row and became NULL: 1.7.',
    'NULL in all its columns');
select is(
    pg_temp.said('demo.ref5', '{number,weak}', '{{1,1.a},{2,7.a}}', '{"weak": {"on_missing": "create"}}'),
    '2 Unable to resolve a link: weak[7.a] | No row of weak could be created for it: insert or update on table "weak" violates foreign key constraint "weak_trunk_code_fkey" Key (trunk_code)=(7) is not present in table "trunk". | Create the row of weak first, or correct the cell.',
    'a key that refers to a row which is not there');
select is(
    pg_temp.said('demo.ref5', '{number,weak}', '{{1,1.a},{2,2.a}}', '{"weak": {"on_missing": "create"}}'),
    E'Successfully imported 2 row(s)\n'
    'Created 2 row(s) of weak: ''1.a'', ''2.a'' | 2',
    'and one that is');
revoke usage on all sequences in schema demo from alice;
select is(
    pg_temp.said('demo.ref2', '{number,day}', '{{11,2025-01-01.red}}', '{"day": {"on_missing": "create"}}'),
    '1 Unable to resolve a link: day[2025-01-01.red] | No row of day could be created for it: permission denied for sequence day_id_seq | Create the row of day first, or correct the cell.',
    'a sequence that may not be used');

select * from finish();
rollback;
