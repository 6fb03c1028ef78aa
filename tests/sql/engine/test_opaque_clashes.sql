-- Rows that an index over expressions, or of some rows only, probably refuses are found by queries, and tried alone.
begin;
select plan(22);

create table demo.staging (
    row_number bigint, line_number bigint, read_error text, c1 text default '', c2 text default '', c3 text default ''
);
create function pg_temp.suspects(table_name text, header text[], lines text[])
returns text
language plpgsql
as $$
declare
    v_plan tabular_import_engine.import_plan :=
        tap_help.plan(table_name, 'demo.staging', header);
begin
    truncate demo.staging;
    insert into demo.staging
    select n, n + 1, null, coalesce(lines[n][1], ''), coalesce(lines[n][2], ''), coalesce(lines[n][3], '')
    from generate_series(1, array_length(lines, 1)) as n;
    return (
        select string_agg(distinct o.row_number || ' ' || o.constraint_name, ', ' order by o.row_number || ' ' || o.constraint_name)
        from tabular_import_engine.further_outcomes(
            v_plan, 'special_index_clashes_sql',
            array(
                select q.query
                from tabular_import_engine.special_index_clashes_sql(v_plan, 'from demo.staging as s where true') as q
                where q.looked_up is null
                    or tabular_import_engine.uses_index(v_plan, q.query, q.index_name, q.looked_up))) as o
    );
end;
$$;

create table demo.person (email text, k1 integer, is_member boolean);
insert into demo.person values ('old@x', 1, true), ('gone@x', 2, false);
create unique index person_email on demo.person (lower(email));
create function pg_temp.person(lines text[]) returns text language sql as $$
    select pg_temp.suspects('demo.person', '{email,k1,is_member}', lines)
$$;
select is(pg_temp.person('{{a@x,1,t},{A@x,2,t},{a@X,3,t},{b@x,4,t}}'), '2 person_email, 3 person_email', 'repeated in the file');
select is(pg_temp.person('{{OLD@x,1,t},{b@x,4,t}}'), '1 person_email', 'in the table already');
select is(pg_temp.person('{{"",1,t},{"",2,t}}'), null, 'what is null clashes with nothing');
select is(pg_temp.suspects('demo.person', '{k1}', '{{1},{1}}'), null, 'the file does not bring the column');
drop index demo.person_email;
create unique index person_email on demo.person (email, k1) where is_member;
select is(
    pg_temp.person('{{a@x,1,f},{a@x,1,t},{a@x,1,f},{a@x,1,t},{old@x,1,t},{gone@x,2,t},{old@x,1,f}}'),
    '4 person_email, 5 person_email', 'an index of some rows only');
drop index demo.person_email;
create unique index person_k1 on demo.person (abs(k1)) nulls not distinct;
select is(pg_temp.person('{{a,-1,t},{b,"",t},{c,"",t},{d,5,t},{e,-5,t}}'), '1 person_k1, 3 person_k1, 5 person_k1', 'nulls not distinct');
drop index demo.person_k1;
create unique index person_email on demo.person (email text_pattern_ops);
create unique index person_name on demo.person (email collate "C");
create unique index person_k1 on demo.person (k1);
alter table demo.person add constraint person_ex exclude (k1 with =);
select is(
    pg_temp.person('{{old@x,8,t},{b,8,t},{b,9,t}}'),
    '1 person_email, 1 person_name, 3 person_email, 3 person_name', 'other operator classes and collations, no plain keys or exclusions');

-- What is always true is no condition to the planner, and then it does not know that all rows meant are in the index.
create table demo.always (email text, k1 integer not null);
create unique index always_email on demo.always (lower(email)) where k1 is not null;
create unique index always_k1 on demo.always (k1, upper(email));
insert into demo.always values ('old@x', 1);
select is(
    (
        select string_agg(q.index_name || ' ' || cardinality(q.looked_up), ', ' order by q.index_name)
        from tabular_import_engine.special_index_clashes_sql(
            tap_help.plan('demo.always', 'demo.staging', '{email,k1}'),
            'from demo.staging as s where true') as q
        where tabular_import_engine.uses_index(
            tap_help.plan('demo.always', 'demo.staging', '{email,k1}'),
            q.query, q.index_name, q.looked_up)),
    case
        when current_setting('server_version_num')::integer >= 170000 then 'always_k1 2' else 'always_email 1, always_k1 2'
    end, 'keys are looked up in an index only if all of them can be');

-- Nor in another index, which the planner may prefer when its statistics are old.
select is(
    (
        select array[
            tabular_import_engine.uses_index(p.plan, q.query, 'always_k1', q.looked_up),
            tabular_import_engine.uses_index(p.plan, q.query, 'other', q.looked_up),
            tabular_import_engine.uses_index(p.plan, q.query, 'always_k1', q.looked_up || '"s.keyed".k3'::text)
        ]
        from tap_help.plan('demo.always', 'demo.staging', '{email,k1}') as plan
        cross join lateral (select plan) as p (plan)
        cross join lateral tabular_import_engine.special_index_clashes_sql(p.plan, 'from demo.staging as s where true') as q
        where q.index_name = 'always_k1' and cardinality(q.looked_up) = 2),
    '{t,f,f}', 'the index itself, by all of its keys');

-- Neither what a setting does to names, nor what the index itself says, hides the keys or looks like one.
create table demo.odd ("it's ""s.keyed"".k1" text, k1 text);
create unique index odd_names on demo.odd (lower("it's ""s.keyed"".k1"), (k1 || ' ''"s.keyed".k2'));
create function pg_temp.odd_keys(last integer) returns boolean language sql as $$
    select tabular_import_engine.uses_index(
        p, q.query, q.index_name, tabular_import_engine.numbered('"s.keyed".k', last))
    from (select tap_help.plan('demo.odd', 'demo.staging', array['it''s "s.keyed".k1', 'k1']) as p) as p
    cross join lateral tabular_import_engine.special_index_clashes_sql(p, 'from demo.staging as s where true') as q
    where q.looked_up is not null
$$;
select ok(pg_temp.odd_keys(2), 'odd names and constants');
set local quote_all_identifiers = on;
select ok(pg_temp.odd_keys(2), 'all names are quoted');
reset quote_all_identifiers;
create table demo.constant (a text, b text);
create unique index constant_only on demo.constant (a, (b || ' "s.keyed".k3'));
select is(
    (
        select tabular_import_engine.uses_index(p, q.query, q.index_name, q.looked_up || '"s.keyed".k3'::text)
        from (select tap_help.plan('demo.constant', 'demo.staging', '{a,b}') as p) as p
        cross join lateral tabular_import_engine.special_index_clashes_sql(p, 'from demo.staging as s where true') as q
        where q.looked_up is not null),
    false, 'a constant is no key');
select is_empty(
    $$select tabular_import_engine.special_index_clashes_sql(
        tap_help.plan('demo.always', 'demo.staging', '{email}'), 'from demo.staging as s where true')$$,
    'an index over columns that the file lacks has no query');

-- Under row security an index cannot be asked first: each row would be compared with the whole table.
create table demo.secured (email text);
create unique index secured_email on demo.secured (lower(email));
insert into demo.secured values ('old@x');
grant select, insert on demo.secured to alice;
select is(pg_temp.suspects('demo.secured', '{email}', '{{OLD@x},{a@x},{A@x}}'), '1 secured_email, 3 secured_email', 'without row security');
alter table demo.secured enable row level security;
alter table demo.secured force row level security;
grant select, insert on demo.staging to alice;
create policy p on demo.secured using (true);
set local role alice;
select is(
    (
        select count(*)
        from tabular_import_engine.special_index_clashes_sql(
            tap_help.plan('demo.secured', 'demo.staging', '{email}'),
            'from demo.staging as s where true')),
    1::bigint, 'with it, the table is not asked');
reset role;

-- Every row that is not rejected is in one piece.
truncate demo.staging;
insert into demo.staging select n, n + 1, case when n = 100 then 'torn' end from generate_series(1, 200) as n;
create function pg_temp.pieces(piece_size bigint, rejected bigint[], suspects bigint[]) returns text language plpgsql as $$
declare
    v_pieces text;
begin
    execute format(
        'select string_agg(p.first_row || ''-'' || p.last_row || case when p.is_single then '' one by one'' else '''' end'
        ' || case when p.row_count < p.last_row - p.first_row + 1 then '' ('' || p.row_count || '')'' else '''' end, '', '')'
        ' from (%s) as p',
        tabular_import_engine.pieces_sql('from demo.staging as s where true', piece_size, rejected, suspects))
    into v_pieces;
    return v_pieces;
end;
$$;
select is(pg_temp.pieces(1000, '{}', '{}'), '1-200 (199)', 'none is suspected');
select is(pg_temp.pieces(64, '{}', '{}'), '1-64, 65-129 (64), 130-193, 194-200', 'in pieces');
select is(
    pg_temp.pieces(1000, '{}', '{1,5,50,51,59,68,200}'),
    '1-5 one by one, 6-49, 50-59 one by one, 60-67, 68-68 one by one, 69-199 (130), 200-200 one by one',
    'suspects, and fewer than eight rows between two of them');
select is(pg_temp.pieces(1000, '{3,4,60}', '{3,50,60}'), '1-49 (47), 50-50 one by one, 51-200 (148)', 'a rejected row divides nothing');
select is(
    pg_temp.pieces(32, '{}', '{20}'), '1-19, 20-20 one by one, 21-32, 33-64, 65-96, 97-129 (32), 130-161, 162-193, 194-200',
    'pieces with and without suspects');

-- The whole way.
create table demo.member (email text, level integer);
create unique index member_email on demo.member (lower(email));
insert into demo.member values ('row 500', 0);
grant select, insert on demo.member to alice;
create function pg_temp.member(engine text) returns text language plpgsql as $$
declare
    v_job bigint := tap_help.import(
        'demo.member', '{email,level}',
        (
            select array_agg(array[
                case when n % 10 = 0 then 'Row ' || n / 10 else 'row ' || n + 1000 * (n % 2) end,
                case when n % 37 = 0 then 'x' else n::text end] order by n)
            from generate_series(1, 600) as n
        ), jsonb_build_object('engine', engine));
begin
    return (
        select string_agg(concat_ws(' ', e.row_number, e.column_name, e.sqlstate), ', ' order by e.row_number, e.sqlstate)
        from tabular_import.import_job_error as e
        where e.job_id = v_job
    );
end;
$$;
select is(pg_temp.member('fast'), pg_temp.member('reference'), 'the engines agree');
select isnt(pg_temp.member('fast'), null, 'on errors');

select * from finish();
rollback;
