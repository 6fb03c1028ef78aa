-- described: typed rows
select s.row_number,
case when s.t1 is null
or (s.t1)::text operator(pg_catalog.=) s.c1
or (tabular_import_engine.is_plain_number(s.c1)) then s.t1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.')::integer end as c1, s.t2 as c2
from (
select s.*, nullif(s.c1, '')::integer as t1, nullif(s.c2, '')::text as t2
{source}
and s.read_error is null offset 0 ) as s

-- described: lock references
with wanted as materialized (
select distinct (case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::pg_catalog.int4 as f1
{source}
and s.read_error is null ), numbered as materialized (
select wanted.*, pg_catalog.row_number() over () as number
from wanted
where row(wanted.f1) is not null ), locked as materialized (
select numbered.number
from numbered
inner join only made.p as referred on (referred.a)::pg_catalog.int4 operator(pg_catalog.=) (numbered.f1)::pg_catalog.int4 for key share of referred )
select 1
where (select pg_catalog.count(*)
from numbered) operator(pg_catalog.=) (select pg_catalog.count(*)
from (select distinct locked.number
from locked) as found)

-- described: insert
insert into made.t (n, s)
select case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end
{source}
and s.read_error is null
order by s.row_number

-- described: bad cells
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '')), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end] as is_bad
{source}
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c1 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A number is written
with digits alone, without underscores
or prefixes such as 0x.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[1]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- described: dangling reference
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value, (case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::pg_catalog.int4 as f1
{source}
and s.read_error is null ), wanted as materialized (
select distinct f1
from referring
where row(f1) is not null ), dangling as materialized (
select *
from wanted
where not exists (select
from only made.p as referred
where (referred.a)::pg_catalog.int4 operator(pg_catalog.=) (wanted.f1)::pg_catalog.int4 offset 0) )
select referring.row_number, referring.line_number, 'n'::text as column_name, referring.value, 'N' as sqlstate, 't_n_fkey'::text as constraint_name, 'insert
or update on table "t" violates foreign key constraint "t_n_fkey"'::text as message, pg_catalog.format( 'Key (%s)=(%s) is not present in table "%s".', 'n', pg_catalog.concat_ws(', ', referring.f1), 'p' ) as detail, 'Import the row that this one refers to first,
or correct the reference.'::text as hint
from referring
inner join dangling on (referring.f1)::pg_catalog.int4 operator(pg_catalog.=) (dangling.f1)::pg_catalog.int4
order by referring.row_number

-- executed 1
with staged as not materialized (select s.row_number, s.ctid as place
from tabular_import_staging.job as s
where s.ctid >= '(0,0)'
and s.row_number > 0)
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(0::bigint + 1, 0::bigint + 1))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed 2
select count(*)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- executed 3
with staged as not materialized (select s.row_number, s.ctid as place
from tabular_import_staging.job as s
where s.ctid >= '(0,0)'
and s.row_number > 1)
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 4))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed as described: bad cells

-- executed as described, without the rows of $1: dangling reference

-- executed 4
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value, (case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::pg_catalog.int4 as f1
from (
select s.*
from tabular_import_staging.job as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s
where true ), wanted as materialized (
select distinct f1
from referring
where row(f1) is not null ), dangling as materialized (
select *
from wanted
where not exists (select
from only made.p as referred
where (referred.a)::pg_catalog.int4 operator(pg_catalog.=) (wanted.f1)::pg_catalog.int4 offset 0) )
select referring.row_number, referring.line_number, 'n'::text as column_name, referring.value, 'N' as sqlstate, 't_n_fkey'::text as constraint_name, 'insert
or update on table "t" violates foreign key constraint "t_n_fkey"'::text as message, pg_catalog.format( 'Key (%s)=(%s) is not present in table "%s".', 'n', pg_catalog.concat_ws(', ', referring.f1), 'p' ) as detail, 'Import the row that this one refers to first,
or correct the reference.'::text as hint
from referring
inner join dangling on (referring.f1)::pg_catalog.int4 operator(pg_catalog.=) (dangling.f1)::pg_catalog.int4
order by referring.row_number

-- executed 5
explain insert into made.t (n, s)
select null, null
where false

-- executed 6
insert into made.t (n, s)
select s.c1::integer, s.c2::text
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- executed 7
select count(*), count(s.read_error)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5

-- executed as described: bad cells

-- executed as described, without the rows of $1: dangling reference

-- executed 8
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value, (case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::pg_catalog.int4 as f1
from (
select s.*
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s
where true ), wanted as materialized (
select distinct f1
from referring
where row(f1) is not null ), dangling as materialized (
select *
from wanted
where not exists (select
from only made.p as referred
where (referred.a)::pg_catalog.int4 operator(pg_catalog.=) (wanted.f1)::pg_catalog.int4 offset 0) )
select referring.row_number, referring.line_number, 'n'::text as column_name, referring.value, 'N' as sqlstate, 't_n_fkey'::text as constraint_name, 'insert
or update on table "t" violates foreign key constraint "t_n_fkey"'::text as message, pg_catalog.format( 'Key (%s)=(%s) is not present in table "%s".', 'n', pg_catalog.concat_ws(', ', referring.f1), 'p' ) as detail, 'Import the row that this one refers to first,
or correct the reference.'::text as hint
from referring
inner join dangling on (referring.f1)::pg_catalog.int4 operator(pg_catalog.=) (dangling.f1)::pg_catalog.int4
order by referring.row_number

-- executed 9
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 10
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 11
select s.row_number, s.line_number
from (select u.*
from tabular_import_staging.job as u
where u.row_number = 1 limit 1) as s
where s.read_error is null
and (coalesce(s.c1, '') = ''
or tabular_import_private.is_unit(s.c1)
and s.c1 !~ '[0-9]')
and (coalesce(s.c2, '') = ''
or tabular_import_private.is_unit(s.c2))
and (s.c1 <> '')

