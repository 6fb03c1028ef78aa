-- A row with a bad cell is judged by all that its other cells say, so that it is mended in one go.
begin;
select plan(14);

create table demo.parent (id integer primary key);
insert into demo.parent values (1);
create table demo.full (
    code text primary key, word text unique, amount numeric(6, 2), low integer, high integer,
    parent integer references demo.parent,
    constraint amount_is_positive check (amount > 0), constraint low_is_low check (low < high)
);
insert into demo.full values ('taken', 'taken', 1, 1, 2, 1);
grant select, insert on demo.full to alice;
grant select on demo.parent to alice;

create function pg_temp.errors(lines text[])
returns text
language sql
as $$
    select coalesce(string_agg(e, E'\n'), 'none')
    from tap_help.errors(
        tap_help.import('demo.full', '{code,word,amount,low,high,parent}', lines)) as e
$$;

select is(
    pg_temp.errors('{{a,w1,0,1,x,9}}'),
    E'1 | high | x | 22P02\n1 | amount | 0 | 23514\n1 | parent | 9 | 23503',
    'a bad cell, and beside it a check and a reference');
select is(
    pg_temp.errors('{{a,w1,x,5,4,x}}'),
    E'1 | amount | x | 22P02\n1 | parent | x | 22P02\n1 | low, high | 5, 4 | 23514',
    'no check and no reference is asked of a cell that is no value');
select is(
    pg_temp.errors('{{taken,w1,x,1,2,1}}'),
    E'1 | amount | x | 22P02\n1 | code | taken | 23505',
    'its key is in the table');
select is(
    pg_temp.errors('{{a,w1,1,1,2,1},{a,w2,x,1,2,1}}'),
    E'2 | amount | x | 22P02\n2 | code | a | 23505',
    'an earlier row of the file has its key');
select is(
    pg_temp.errors('{{a,w1,x,1,2,1},{a,w2,1,1,2,1},{b,w1,1,1,2,1}}'),
    '1 | amount | x | 22P02',
    'it holds no key itself');
select is(
    pg_temp.errors('{{a,w1,1,1,2,1},{"",w1,x,1,2,1}}'),
    E'2 | amount | x | 22P02\n2 | code | - | 23502\n2 | word | w1 | 23505',
    'a missing value leaves the other key');
select is(
    pg_temp.errors('{{a,w1,1,1,2,1},{a,w1,0,2,1,9}}'),
    E'2 | amount | 0 | 23514\n2 | low, high | 2, 1 | 23514\n2 | parent | 9 | 23503\n2 | code | a | 23505\n'
    '2 | word | w1 | 23505',
    'all constraints at once');

-- A check that raises for a row that is bad anyway is no reason to judge the file row by row.
create table demo.raising (low integer, high integer, amount integer, check (100 / high > low));
grant select, insert on demo.raising to alice;
select is(
    (select string_agg(e, E'\n') from tap_help.errors(
        tap_help.import('demo.raising', '{low,high,amount}', '{{1,0,x},{200,1,1}}')) as e),
    E'1 | amount | x | 22P02\n2 | high, low | 1, 200 | 23514',
    'what raises for such a row is left out');
select isnt_empty(
    $$select tabular_import_engine.broken_checks_sql(
        tabular_import_engine.make_plan(
            'demo.raising'::regclass, 'staging', '{low,high,amount}', '{}', 'pg_catalog, pg_temp'), 'from s', '$1')$$,
    'the queries can be looked at');

-- A reference to the table itself, which may lead to a row that is bad as well: that one has to be mended.
create table demo.node (id integer primary key, parent integer references demo.node, word text check (word <> 'bad'));
insert into demo.node values (1);
grant select, insert on demo.node to alice;
create function pg_temp.node_errors(lines text[])
returns text
language sql
as $$
    select coalesce(string_agg(e, E'\n'), 'none')
    from tap_help.errors(tap_help.import('demo.node', '{id,parent,word}', lines)) as e
$$;
select is(
    pg_temp.node_errors('{{x,1,a},{3,9,bad},{4,3,bad},{5,6,bad},{6,x,a},{7,7,bad}}'),
    E'1 | id | x | 22P02\n2 | word | bad | 23514\n2 | parent | 9 | 23503\n3 | word | bad | 23514\n'
    '4 | word | bad | 23514\n5 | parent | x | 22P02\n6 | word | bad | 23514',
    'a bad row and its reference to the table itself');
select is(
    pg_temp.node_errors('{{x,8,a},{3,1,a},{4,3,a}}'),
    E'1 | id | x | 22P02\n1 | parent | 8 | 23503',
    'also without a key of its own');

-- As many columns as a table of numbers can have: no query may need two for each.
do $$
begin
    execute (select format('create table demo.wide (%s)', string_agg(format('n%s integer', n), ', ')) from generate_series(1, 1000) as n);
    execute (
        select format(
            'create table demo.wide_staging (row_number bigint, line_number bigint, read_error text, %s)',
            string_agg(format('c%s text not null default ''1''', n), ', '))
        from generate_series(1, 1000) as n);
    insert into demo.wide_staging (row_number, line_number, c999) values (1, 2, '1'), (2, 3, 'x');
end;
$$;
select results_eq(
    $$
        select o.row_number, o.column_name, o.value
        from (
            select tap_help.plan(
                'demo.wide', 'demo.wide_staging',
                (select array_agg('n' || n order by n) from generate_series(1, 1000) as n)) as plan
        ) as p
        cross join lateral tabular_import_engine.query_outcomes(
            p.plan, tabular_import_engine.bad_cells_sql(p.plan, 'from demo.wide_staging as s where true')) as o
    $$,
    $$values (2::bigint, 'n999', 'x')$$, 'a thousand columns');

-- Columns that are called as a template's holes are.
create table demo.hole (
    "{expression}" integer check ("{expression}" > 0), "{name}" text, "{value} {cell}" integer,
    check ("{value} {cell}" < 5 and "{name}" <> 'x')
);
create unique index hole_key on demo.hole (abs("{expression}"), lower("{name}"));
create table demo.hole_staging (row_number bigint, line_number bigint, read_error text, c1 text, c2 text, c3 text);
insert into demo.hole_staging values (1, 1, null, '0', 'x', '1'), (2, 2, null, '7', 'b', '7'), (3, 3, null, '-7', 'B', '1');
create function pg_temp.hole_plan()
returns tabular_import_engine.import_plan
language sql
as $$
    select tap_help.plan(
        'demo.hole', 'demo.hole_staging', array['{expression}', '{name}', '{value} {cell}'], 'pg_catalog, pg_temp')
$$;
select set_eq(
    $$
        select o.row_number, o.column_name, o.value
        from tabular_import_engine.broken_checks_sql(
            pg_temp.hole_plan(), 'from demo.hole_staging as s where true') as q
        cross join lateral tabular_import_engine.query_outcomes(pg_temp.hole_plan(), q) as o
    $$,
    $$values (1::bigint, '{expression}', '0'), (3, '{expression}', '-7'), (1, '{value} {cell}, {name}', '1, x'),
        (2, '{value} {cell}, {name}', '7, b')$$,
    'checks of columns that are called as holes of a template');
select results_eq(
    $$
        select o.row_number
        from tabular_import_engine.special_index_clashes_sql(
            pg_temp.hole_plan(), 'from demo.hole_staging as s where true') as q
        cross join lateral tabular_import_engine.query_outcomes(pg_temp.hole_plan(), q.query) as o
    $$,
    $$values (3::bigint)$$, 'and indexes');

select * from finish();
rollback;
