-- on_error skip and links: rows that name nothing are refused alone, and nothing is created for refused rows.
begin;
select plan(14);
create table demo.site (
    id integer generated always as identity primary key, code text not null unique, size integer check (size > 0)
);
create table demo.device (number integer primary key, site_id integer references demo.site, weight integer check (weight > 0));
create table demo.person (
    id integer generated always as identity primary key, name text not null unique, mother_id integer references demo.person,
    age integer check (age > 0)
);
insert into demo.site (code) values ('Boston'), ('Basel');
grant select, insert on demo.site, demo.device, demo.person to tabular_import_user;
grant usage on all sequences in schema demo to tabular_import_user;

-- Counts, errors and rows of a job; both engines have to say the same, and nothing stays.
create function pg_temp.ends(header text[], lines text[], links jsonb, options jsonb default '{}') returns text
language plpgsql as $$
declare
    v_engine text;
    v_job bigint;
    v_end text;
    v_ends text[] := '{}';
begin
    foreach v_engine in array array['reference', 'fast'] loop
        begin
            v_job := tap_help.import(
                'demo.device', header, lines,
                '{"on_error": "skip"}' || options || jsonb_build_object('links', links, 'engine', v_engine));
            v_end := (
                select concat_ws(
                    ' | ', concat_ws(' ', j.status, j.rows_read, j.rows_imported, j.rows_rejected, j.parents_created),
                    (select string_agg(concat_ws(' ', e.row_number, e.sqlstate), ', ' order by e.error_number)
                    from tabular_import.import_job_error as e where e.job_id = j.id),
                    (select string_agg(concat_ws(' ', d.number, s.code), ', ' order by d.number)
                    from demo.device as d left join demo.site as s on s.id = d.site_id),
                    (select string_agg(s.code, ', ' order by s.code) from demo.site as s))
                from tabular_import.import_job as j where j.id = v_job);
            raise exception using errcode = 'TAP00', message = 'taken back';
        exception
            when sqlstate 'TAP00' then v_ends := v_ends || v_end;
        end;
    end loop;
    return case when v_ends[1] = v_ends[2] then v_ends[1] else array_to_string(v_ends, ' / ') end;
end;
$$;
select is(
    pg_temp.ends('{number,site}', '{{1,Boston},{2,Nowhere},{3,Basel}}', '{"site": {"on_missing": "error"}}'),
    'partial 3 2 1 0 | 2 TI023 | 1 Boston, 3 Basel | Basel, Boston', 'a link that names no row'
);
select is(pg_temp.ends('{number,site,weight}', o.lines, '{"site": {"on_missing": "create"}}', o.options), o.ends, o.name)
from (values
    (
        '{{1,Bern,1},{2,Genf,1},{x,Chur,1},{3,Bern,1},{3,Lugano,1},{4,Sion,0},{5,Boston,1}}'::text[], '{}'::jsonb,
        'partial 7 4 3 2 | 3 22P02, 5 23505, 6 23514 | 1 Bern, 2 Genf, 3 Bern, 5 Boston | Basel, Bern, Boston, Genf',
        'what refused rows alone would need is not created'
    ),
    (
        '{{1,Bern,1},{2,Genf,1}}', '{}', 'success 2 2 0 2 | 1 Bern, 2 Genf | Basel, Bern, Boston, Genf', 'where all are good'
    ),
    ('{{x,Bern,1},{y,Genf,1}}', '{}', 'error 2 0 2 0 | 1 22P02, 2 22P02 | Basel, Boston', 'where none is'),
    (
        '{{1,Bern,1},{x,Genf,1}}', '{"max_errors": 0}', 'error 2 0 1 0 | TI018, 2 22P02 | Basel, Boston', 'past max_errors'
    ),
    (
        '{{1,Bern,1},{x,Genf,1}}', '{"expect_sums": {"weight": 1, "number": 1}}',
        'partial 2 1 1 1 | 2 22P02 | 1 Bern | Basel, Bern, Boston', 'sums are those of the rows that stay'
    ),
    (
        '{{1,Bern,1},{x,Genf,1}}', '{"expect_sums": {"weight": 2}}', 'error 2 0 1 0 | TI019, 2 22P02 | Basel, Boston',
        'and nothing is created if they are others'
    ),
    (
        '{{1,Bostn,1},{2,Bern,1}}', '{}', 'partial 2 1 1 1 | 1 TI023 | 2 Bern | Basel, Bern, Boston', 'a key that resembles another'
    )
) as o (lines, options, ends, name);
create temporary table made as select tap_help.import(
    'demo.device', '{number,site,weight}', '{{1,Bern,1},{x,Chur,1},{2,Genf,1}}',
    '{"on_error": "skip", "links": {"site": {"on_missing": "create"}}}') as id;
select is(
    tap_help.result(id),
    E'Imported 2 of 3 row(s)\nCreated 2 row(s) of site: ''Bern'', ''Genf''\nErrors occurred while importing the records\n'
    '    2: Failed to adapt value of number to integer: ''x''', 'the result says what was created'
) from made;

create temporary table nulled as select tap_help.import(
    'demo.device', '{number,site}', '{{11,Boston},{12,Nowhere},{x,Elsewhere}}',
    '{"on_error": "skip", "links": {"site": {"on_missing": "null"}}}') as id;
select is(tap_help.status(id), 'partial', 'links that become NULL') from nulled;
select results_eq(
    'select number from demo.device where site_id is null', 'values (12)', 'are NULL in the rows that go in'
);
select matches(tap_help.hint(id), 'name no row and became NULL: .*Nowhere', 'and are told') from nulled;

create temporary table kin as select tap_help.import(
    'demo.person', '{name,mother,age}', '{{Anna,Berta,20},{Berta,"",50},{Cora,Dora,10},{Dora,Berta,0},{Emma,Anna,1}}',
    '{"on_error": "skip"}') as id;
select results_eq(
    $$select e.row_number, e.column_name from tabular_import.import_job_error as e join kin on kin.id = e.job_id order by 1$$,
    $$values (3::bigint, 'mother_id'), (4, 'age')$$,
    'who names a refused row of the file is refused'
);
select results_eq(
    'select p.name, m.name from demo.person as p left join demo.person as m on m.id = p.mother_id order by 1',
    $$values ('Anna', 'Berta'), ('Berta', null), ('Emma', 'Anna')$$, 'the others are linked'
);
select * from finish();
rollback;
