-- Row errors of imports, grouped by cause, with what cells may stand for.
begin;
select plan(15);

create type demo.state as enum ('active', 'dormant', 'felled', 'it''s gone');
create domain demo.sure as boolean;
create table demo.city (id integer primary key, code text not null unique);
insert into demo.city values (1, 'Boston'), (2, 'Berlin');
create table demo.site (
    id integer primary key,
    state demo.state,
    is_open demo.sure,
    city_id integer references demo.city,
    height integer check (height > 0)
);
create function demo.refuse_low() returns trigger language plpgsql as $$
begin
    if new.height between 1 and 9 then
        raise 'height % of "%" is too low', new.height, new.id;
    end if;
    return new;
end;
$$;
create trigger refuse_low before insert on demo.site for each row execute function demo.refuse_low();
grant all on demo.site, demo.city to alice;

create function pg_temp.summary(job_id bigint) returns setof text language sql as $$
    select concat_ws(
        ' | ', s.cause_number, coalesce(s.column_name, '-'), s.sqlstate, s.reason, coalesce(s.row_ranges, '-'),
        s.row_count, s.first_row, s.first_line)
    from tabular_import.import_job_error_summary as s
    where s.job_id = summary.job_id
    order by s.cause_number;
$$;
create function pg_temp.told(job_id bigint, column_name text) returns setof text language sql as $$
    select format('%s x%s: %s', v.entry ->> 'value', v.entry ->> 'count', v.entry ->> 'hint')
    from tabular_import.import_job_error_summary as s
    cross join lateral jsonb_array_elements(s.offending_values) with ordinality as v (entry, place)
    where s.job_id = told.job_id and s.column_name = told.column_name
    order by s.cause_number, v.place;
$$;

create temporary table job as
select tap_help.import(
    'demo.site', '{id,state,is_open,city,height}', array[
        array['1', 'activ', 'true', 'Bostn', '10'],
        array['2', 'active', 'yess', 'Bostn', '10'],
        array['3', 'activ', 'perhaps', 'Boston', '-1'],
        array['4', 'itsgone', 'no', 'Xyzzy', '0'],
        array['5', 'active', 'yes', 'Boston', '3'],
        array['6', 'active', 'yes', 'Boston', '4'],
        array['7', 'active', 'yes', 'Boston', '-4'],
        array['x', 'active', 'yes', 'Bostn', '10']
    ], '{"links": {"city": {"by": "code"}}}') as id;
grant select on job to public;

select results_eq(
    format('select pg_temp.summary(%s)', j.id),
    array[
        '1 | city_id | TI023 | Unable to resolve a link: city | 1-2, 4, 8 | 4 | 1 | 2',
        '2 | state | 22P02 | Failed to adapt value of state to enum(''active'', ''dormant'', ''felled'', ''it''''s gone'') '
        '| 1, 3-4 | 3 | 1 | 2',
        '3 | is_open | 22P02 | Failed to adapt value of is_open to sure | 2-3 | 2 | 2 | 3',
        '4 | - | P0001 | height ... of ... is too low | 5-6 | 2 | 5 | 6',
        '5 | height | 23514 | new row for relation "site" violates check constraint "site_height_check" | 7 | 1 | 7 | 8',
        '6 | id | 22P02 | Failed to adapt value of id to integer | 8 | 1 | 8 | 9'
    ],
    'the causes, those of most rows first'
) from job as j;
select results_eq(
    format('select pg_temp.told(%s, ''state'')', j.id),
    array['activ x2: Did you mean ''active''?', 'itsgone x1: Did you mean ''it''''s gone''?'],
    'what the words of an enum may stand for, the most frequent first'
) from job as j;
select results_eq(
    format('select pg_temp.told(%s, ''is_open'')', j.id),
    array['yess x1: Did you mean ''yes''?', 'perhaps x1: '],
    'those of a boolean, though it is a domain'
) from job as j;
select results_eq(
    format('select pg_temp.told(%s, ''city_id'')', j.id),
    array[
        'Bostn x3: The nearest key of city is Boston. Import the row that this one refers to first, or correct the cell.',
        'Xyzzy x1: Import the row that this one refers to first, or correct the cell.'
    ],
    'and what a link may name'
) from job as j;
select results_eq(
    format(
        'select coalesce(s.hint, ''-'') from tabular_import.import_job_error_summary as s where s.job_id = %s '
        'order by s.cause_number', j.id),
    array[
        '-', 'Correct the cell in the file.', 'Correct the cell in the file.', '-',
        'Correct the row so that it keeps the rule of the table.', 'Correct the cell in the file.'
    ],
    'what is to be done, where it is the same for all'
) from job as j;

-- one value: its suggestion is the cause's
create temporary table single as
select tap_help.import('demo.site', '{id,state}', '{{1,fellt},{2,fellt},{3,fellt}}') as id;
select is(
    (select s.hint from tabular_import.import_job_error_summary as s where s.job_id = j.id),
    'Did you mean ''felled''? Correct the cell in the file.', 'one value, one hint'
) from single as j;
select is(
    (select s.offending_values from tabular_import.import_job_error_summary as s where s.job_id = j.id),
    '[{"value": "fellt", "count": 3, "hint": "Did you mean ''felled''?"}]', 'what is about the value stands with it, too'
) from single as j;
create temporary table words as
select tap_help.import(
    'demo.site', '{id,is_open}', '{{1,vra},{2,peutt}}',
    '{"true_values": ["oui", "vrai"], "false_values": "non", "columns": {"is_open": {"value_map": {"peut": "true"}}}}'
) as id;
select results_eq(
    format('select pg_temp.told(%s, ''is_open'')', j.id),
    array['vra x1: Did you mean ''vrai''?', 'peutt x1: Did you mean ''peut''?'],
    'the words that the job''s options take'
) from words as j;

-- who sees it
select tap_help.log_in('alice');
select is((select count(distinct s.job_id) from tabular_import.import_job_error_summary as s), 3::bigint, 'alice her own');
select tap_help.log_in('bob');
select is_empty('select * from tabular_import.import_job_error_summary', 'bob not hers');
select tap_help.log_in('ada');
select is((select count(distinct s.job_id) from tabular_import.import_job_error_summary as s), 3::bigint, 'an admin all');
select tap_help.log_in('walter');
select is_empty('select * from tabular_import.import_job_error_summary', 'a worker nothing');
select throws_ok('select * from tabular_import_private.error_causes(1)', '42501', null, 'nor by the function');
select tap_help.log_in('nobody_');
select throws_ok('select * from tabular_import.import_job_error_summary', '42501', null, 'who has no right nothing');
select tap_help.log_out();
drop table demo.site;
select ok(
    (select count(*) > 0 from tabular_import.import_job_error_summary as s where s.job_id = j.id),
    'it stays when the table is gone'
) from job as j;

select * from finish();
rollback;
