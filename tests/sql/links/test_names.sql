begin;
create schema named;
set local search_path = named, public, tap, tap_help, pg_catalog;
select plan(48);
-- For each cell: what it means, by which step.
create function pg_temp.means(table_name text, header text[], options jsonb default '{}') returns text[] language sql as $$
    select array_agg(
        case
            when jsonb_typeof(m.link) = 'array' then format('%s links', jsonb_array_length(m.link))
            else coalesce(nullif(concat_ws(' ', m.step, coalesce(m.link ->> 'title', m.column_name)), ''), 'nothing')
        end order by m.place)
    from tabular_import_engine.match_header(table_name::regclass, header, options) as m
$$;
create function pg_temp.fills(table_name text, header text[]) returns text[] language sql as $$
    select array_agg(m.column_name order by m.place)
    from tabular_import_engine.match_header(table_name::regclass, header, '{}') as m
$$;

-- stems
select is(tabular_import_engine.link_stem(s.column_name, s.referred), s.stem, format('%s to %s', s.column_name, s.referred))
from (values
    ('trunk_id', 'id', 'trunk'), ('trunk_code', 'code', 'trunk'), ('trunk_id', 'code', 'trunk'), ('trunk_key', 'id', 'trunk'),
    ('trunk_ref', 'id', 'trunk'), ('trunk_fk', 'id', 'trunk'), ('trunk_uuid', 'id', 'trunk'), ('trunkId', 'id', 'trunk'),
    ('TRUNK_ID', 'ID', 'TRUNK'), ('Trunk_Id', 'id', 'Trunk'), ('trunk', 'id', null), ('id', 'id', null), ('_id', 'id', null),
    ('trunkid', 'id', null), ('PAID', 'id', null), ('trunk_code', 'id', null), ('a.b_id', 'id', 'a.b'), ('trunk_id_id', 'id', 'trunk_id')
) as s (column_name, referred, stem);

create table trunk (id serial primary key, code text not null unique, note text);
create table branch (
    id serial primary key, trunk_id integer not null references trunk, code integer not null, note text, unique (trunk_id, code));
create table leaf (
    id serial primary key, branch_id integer references branch, code text, mother integer references leaf, father_id integer references leaf,
    first_trunk_id integer references trunk, last_trunk_id integer references trunk);
select is(
    pg_temp.means('leaf', '{branch,branch.code,branch_id.code,branch_id,branch.trunk,branch.trunk.code,branch.trunk_id,code}'),
    '{link branch,link branch.code,link branch.code,exact branch_id,link branch.trunk,link branch.trunk.code,'
    'link branch.trunk_id,exact code}', 'the link, its columns, its links; the column itself is stored'
);
select is(
    pg_temp.means('leaf', '{mother,mother.code,father,father.mother.code,father.branch.trunk}'),
    '{exact mother,link mother.code,link father,link father.mother.code,link father.branch.trunk}',
    'without a stem only columns behind it; links of the table to itself'
);
-- The name of a column goes before that of a link, capital letters or not.
create table limb (trunk_id integer references trunk, "Trunk" text, "Branch.Code" text, branch_id integer references branch);
select is(
    pg_temp.means('limb', '{trunk,branch.code,trunk.code,branch}'),
    '{folded Trunk,folded Branch.Code,link trunk.code,link branch}', 'a column that is called as a link'
);
select is(
    pg_temp.means('limb', '{trunk,branch.code,Trunk}', '{"match_columns": "exact"}'),
    '{link trunk,link branch.code,exact Trunk}', 'where each letter counts'
);
select is(
    pg_temp.means('limb', '{x}', '{"columns": {"x": "trunk"}}'), '{columns trunk}',
    'what option columns says is meant to the letter'
);
select is(
    pg_temp.means('leaf', '{first_trunk,last_trunk.note}'), '{link first_trunk,link last_trunk.note}',
    'two references to one table'
);
select is(
    pg_temp.means('leaf', '{branch.,branch.nothing,trunk,.code,branch..code,branch.code.code,code.branch,branchcode}', '{"match_columns": "exact"}'),
    '{nothing,nothing,nothing,nothing,nothing,nothing,nothing,nothing}', 'what is none'
);
select is(pg_temp.fills('leaf', '{branch.code,code,branch.trunk}'), '{branch_id,code,NULL}', 'the first cell fills the column');

-- spelling
select is(
    pg_temp.means('leaf', array['Branch', ' branch.code ', 'BRANCH TRUNK', 'Branch-Trunk.Code', 'First trunk', 'Branch id']),
    '{folded link branch,alike link branch.code,folded link branch.trunk,folded link branch.trunk.code,'
    'folded link first_trunk,folded branch_id}', 'case, spaces and points do not count'
);
select is(
    pg_temp.means('leaf', array['Branch', E' branch\u200b', 'BRANCH TRUNK', 'branch'], '{"match_columns": "exact"}'),
    '{nothing,alike link branch,nothing,link branch}', 'unless match_columns says so'
);
select is(
    pg_temp.means('leaf', '{Ast,Stamm,"Stamm 2",Weg}',
        '{"columns": {"Ast": "branch", "Stamm": {"to": "first_trunk.code"}, "Stamm 2": "last_trunk_id", "Weg": null}}'),
    '{columns branch,columns first_trunk.code,columns last_trunk_id,left out}', 'option columns may name a link'
);

-- columns go before links
create table shadowed (trunk_id integer references trunk, trunk text, "trunk.code" text, "Branch" text, branch_id integer references branch);
select is(
    pg_temp.means('shadowed', '{trunk,trunk.code,trunk_id.code,trunk.note,branch,Branch}'),
    '{exact trunk,exact trunk.code,link trunk_id.code,link trunk_id.note,link branch,exact Branch}',
    'a column of that very name; the link is reached by its column'
);
select is(
    pg_temp.means('shadowed', '{Trunk.Code,BRANCH}'), '{folded trunk.code,folded Branch}', 'and one of nearly that name'
);

-- points and quotes in names
create table "odd.table" (id serial primary key, "co.de" text not null unique, "a""b" text, "code" text);
create table odd (
    "x.y_id" integer references "odd.table", x_id integer references trunk, "q""_id" integer references "odd.table",
    " s_id" integer references trunk);
select is(
    pg_temp.means('odd', array['x.y', 'x.y.co.de', 'x.y.a"b', 'q".code', 'q"', 'x.code', 'x_id.code', ' s', ' s.code', 'x.y_id.code']),
    array['link x.y', 'link x.y.co.de', 'link x.y.a"b', 'link q".code', 'link q"', 'link x.code', 'link x.code', 'link  s',
    'link  s.code', 'link x.y.code'], 'points, quotes and spaces in names'
);
create table "double" (id serial primary key, y integer references trunk, "y.code" text unique);
create table doubled ("x.y_id" integer references trunk, x_id integer references "double");
select is(pg_temp.means('doubled', '{x.y.code,x.y}'), '{3 links,2 links}', 'what may be read in several ways is a question');

-- several references of one column or stem
create table twice (trunk_id integer references trunk, trunk_key integer references trunk);
select is(
    pg_temp.means('twice', '{trunk,trunk_id.code,trunk_key.code,trunk.code}'),
    '{2 links,link trunk_id.code,link trunk_key.code,2 links}', 'one name for two links is a question'
);
create table same (trunk_id integer references trunk);
alter table same add constraint again foreign key (trunk_id) references trunk;
select is(pg_temp.means('same', '{trunk}'), '{link trunk}', 'two references that say the same are one link');
create table forked (trunk_id integer references trunk references branch);
select is(pg_temp.means('forked', '{trunk,trunk.note,trunk.trunk}'), '{2 links,2 links,link trunk_id.trunk}', 'two that do not are a question');

-- composite references
create table area (land text, number integer, name text, primary key (land, number));
create table plot (area_land text, area_number integer, n integer, foreign key (area_land, area_number) references area);
select is(
    pg_temp.means('plot', '{area,area.land,area.number,area_land,area_number}'),
    '{link area,link area.land,link area.number,exact area_land,exact area_number}', 'are called as their table'
);
select is(pg_temp.fills('plot', '{area,n}'), '{area_land,n}', 'one cell stands for the first column');
select is(pg_temp.fills('plot', '{area.number,n,area.land}'), '{area_land,n,area_number}', 'two for both');
select is(pg_temp.fills('plot', '{area.number,n,area.land,area.name}'), '{area_land,n,area_number,NULL}', 'more than that');
create table way (
    a_land text, a_number integer, b_land text, b_number integer, constraint start foreign key (a_land, a_number) references area,
    constraint finish foreign key (b_land, b_number) references area);
select is(pg_temp.means('way', '{start,finish.number,area}'), '{link start,link finish.number,nothing}', 'two of one table as themselves');

-- tables of other kinds
create table parted (k integer, trunk_id integer references trunk) partition by list (k);
create table parted_1 partition of parted for values in (1);
create table to_parted (n integer, code text not null, primary key (n, code)) partition by list (n);
create table to_parted_1 partition of to_parted for values in (1);
create table refers (n integer, code text, foreign key (n, code) references to_parted);
select is(pg_temp.means('parted', '{trunk}'), '{link trunk}', 'a partitioned table');
select is(pg_temp.means('parted_1', '{trunk}'), '{link trunk}', 'a partition by itself');
select is(pg_temp.means('refers', '{to_parted,to_parted.code}'), '{link to_parted,link to_parted.code}', 'a reference to a partitioned table');
create table child () inherits (branch);
select is(pg_temp.means('child', '{trunk,trunk_id}'), '{nothing,exact trunk_id}', 'children do not inherit references');
create view seen as select * from leaf;
select is(pg_temp.means('seen', '{branch}'), '{nothing}', 'nor have views any');

-- of the many ways to read a name two are enough
do $$
begin
    execute 'create table many (id serial primary key, code text unique'
        || (select string_agg(format(', %s_id integer references many', repeat('a', n)), '' order by n) from generate_series(1, 20) as n)
        || ')';
end;
$$;
set local statement_timeout = '60s';
select matches(
    (pg_temp.means('many', array[repeat('a', 60) || 'code']))[1], '^[0-9]+ links$', 'tables full of links to themselves'
);

-- nothing to match costs nothing
select is_empty(
    $$select from tabular_import_engine.match_header('leaf'::regclass, '{code,branch_id}', '{}') where link is not null$$,
    'columns alone'
);

select * from finish();
rollback;
