-- described: typed rows
select s.row_number, s.t1 as c1,
case when s.t2 is null
or (s.t2)::text operator(pg_catalog.=) s.c2
or (tabular_import_engine.is_plain_number(s.c2)) then s.t2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.')::integer end as c2
from (
select s.*, nullif(s.c1, '')::text as t1, nullif(s.c2, '')::integer as t2
{source}
and s.read_error is null offset 0 ) as s

-- described: insert
insert into made.t (s, n)
select case
when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end
{source}
and s.read_error is null
order by s.row_number

-- described: bad cells
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '')), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[case
when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end] as is_bad
{source}
and s.read_error is null offset 0 ) as s
cross join lateral (select 2 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c2 as value, (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c2), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[1]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

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
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 2))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed 4
select count(*)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 3

-- executed as described: bad cells

-- executed 5
explain insert into made.t (s, n)
select null, null
where false

-- executed 6
insert into made.t (s, n)
select s.c1::text, s.c2::integer
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
and s.row_number operator(pg_catalog.<=) 3

-- executed as described: bad cells

-- executed 8
select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells, null::text[] as raw
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 3
and s.ctid >= '(0,2)'
and s.ctid <= '(0,3)'
and s.row_number >= 2
and s.row_number <= 3
and s.ctid >= '(0,2)'
and s.ctid <= '(0,3)'
and s.row_number >= 2
and s.row_number <= 3
and s.ctid >= '(0,2)'
and s.ctid <= '(0,3)'
and s.row_number >= 2
and s.row_number <= 3
and s.read_error is null
order by s.row_number

-- executed 9
with marked as (
select s.row_number, s.ctid as id, s.row_number = any('{}'::bigint[]) as is_rejected, s.row_number = any('{}'::bigint[])
and s.row_number <> all('{}'::bigint[]) as is_suspect
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 3
and s.ctid >= '(0,2)'
and s.ctid <= '(0,3)'
and s.row_number >= 2
and s.row_number <= 3
and s.ctid >= '(0,2)'
and s.ctid <= '(0,3)'
and s.row_number >= 2
and s.row_number <= 3
and s.read_error is null ), placed as (
select marked.*, row_number() over file_order as place, (row_number() over file_order - 1) / 16 as piece, 2 * count(*) filter (where marked.is_suspect) over file_order - marked.is_suspect::integer as run
from marked window file_order as (order by marked.row_number) ), told as (
select placed.*, placed.is_suspect
or bool_or(placed.is_suspect) over (partition by placed.piece)
and count(*) filter (where not placed.is_rejected) over (partition by placed.piece, placed.run) < 8 as is_single
from placed ), parted as (
select told.*, told.place - row_number() over (partition by told.piece, told.is_single
order by told.place) as part
from told )
select min(parted.row_number) as first_row, max(parted.row_number) as last_row, min(parted.id) as first_tid, max(parted.id) as last_tid, count(*) filter (where not parted.is_rejected) as row_count, coalesce(array_agg(parted.row_number) filter (where parted.is_rejected), '{}') as rejected, parted.is_single
from parted
group by parted.piece, parted.is_single, parted.part
order by first_row

-- executed 10
with marked as (
select s.row_number, s.ctid as id, s.row_number = any('{}'::bigint[]) as is_rejected, s.row_number = any('{}'::bigint[])
and s.row_number <> all('{}'::bigint[]) as is_suspect
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 3
and s.ctid >= '(0,2)'
and s.ctid <= '(0,3)'
and s.row_number >= 2
and s.row_number <= 3
and s.read_error is null ), placed as (
select marked.*, row_number() over file_order as place, (row_number() over file_order - 1) / 256 as piece, 2 * count(*) filter (where marked.is_suspect) over file_order - marked.is_suspect::integer as run
from marked window file_order as (order by marked.row_number) ), told as (
select placed.*, placed.is_suspect
or bool_or(placed.is_suspect) over (partition by placed.piece)
and count(*) filter (where not placed.is_rejected) over (partition by placed.piece, placed.run) < 8 as is_single
from placed ), parted as (
select told.*, told.place - row_number() over (partition by told.piece, told.is_single
order by told.place) as part
from told )
select min(parted.row_number) as first_row, max(parted.row_number) as last_row, min(parted.id) as first_tid, max(parted.id) as last_tid, count(*) filter (where not parted.is_rejected) as row_count, coalesce(array_agg(parted.row_number) filter (where parted.is_rejected), '{}') as rejected, parted.is_single
from parted
group by parted.piece, parted.is_single, parted.part
order by first_row

-- executed 11
with marked as (
select s.row_number, s.ctid as id, s.row_number = any('{}'::bigint[]) as is_rejected, s.row_number = any('{}'::bigint[])
and s.row_number <> all('{}'::bigint[]) as is_suspect
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 3
and s.read_error is null ), placed as (
select marked.*, row_number() over file_order as place, (row_number() over file_order - 1) / 4096 as piece, 2 * count(*) filter (where marked.is_suspect) over file_order - marked.is_suspect::integer as run
from marked window file_order as (order by marked.row_number) ), told as (
select placed.*, placed.is_suspect
or bool_or(placed.is_suspect) over (partition by placed.piece)
and count(*) filter (where not placed.is_rejected) over (partition by placed.piece, placed.run) < 8 as is_single
from placed ), parted as (
select told.*, told.place - row_number() over (partition by told.piece, told.is_single
order by told.place) as part
from told )
select min(parted.row_number) as first_row, max(parted.row_number) as last_row, min(parted.id) as first_tid, max(parted.id) as last_tid, count(*) filter (where not parted.is_rejected) as row_count, coalesce(array_agg(parted.row_number) filter (where parted.is_rejected), '{}') as rejected, parted.is_single
from parted
group by parted.piece, parted.is_single, parted.part
order by first_row

-- executed 12
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 13
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 14
select s.row_number, s.line_number
from (select u.*
from tabular_import_staging.job as u
where u.row_number = 1 limit 1) as s
where s.read_error is null
and (coalesce(s.c1, '') = ''
or tabular_import_private.is_unit(s.c1))
and (coalesce(s.c2, '') = ''
or tabular_import_private.is_unit(s.c2)
and s.c2 !~ '[0-9]')
and (s.c2 <> '')

