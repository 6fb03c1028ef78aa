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

-- executed 4
explain insert into made.t (n, s)
select null, null
where false

-- executed 5
insert into made.t (n, s)
select s.c1::integer, s.c2::text
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- executed 6
select count(*), count(s.read_error)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5

-- executed as described: bad cells

-- executed 7
insert into made.t (n, s)
select case
when $1[1] operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos($1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1[1])
when ($1[1]::integer)::text operator(pg_catalog.=) $1[1] then $1[1]
when tabular_import_engine.is_plain_number($1[1]) then $1[1]
else tabular_import_engine.refuse_value($1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end,
case when $1[2] operator(pg_catalog.<>) '' then ($1[2])::text
else null::text end

-- executed 8
select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells, null::text[] as raw
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
and s.ctid >= '(0,2)'
and s.ctid <= '(0,5)'
and s.row_number >= 2
and s.row_number <= 5
and s.ctid >= '(0,2)'
and s.ctid <= '(0,5)'
and s.row_number >= 2
and s.row_number <= 5
and s.ctid >= '(0,2)'
and s.ctid <= '(0,5)'
and s.row_number >= 2
and s.row_number <= 5
and s.read_error is null
and s.row_number <> all('{4}'::bigint[])
order by s.row_number

-- executed 9
with marked as (
select s.row_number, s.ctid as id, s.row_number = any('{4}'::bigint[]) as is_rejected, s.row_number = any('{}'::bigint[])
and s.row_number <> all('{4}'::bigint[]) as is_suspect
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
and s.ctid >= '(0,2)'
and s.ctid <= '(0,5)'
and s.row_number >= 2
and s.row_number <= 5
and s.ctid >= '(0,2)'
and s.ctid <= '(0,5)'
and s.row_number >= 2
and s.row_number <= 5
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
select s.row_number, s.ctid as id, s.row_number = any('{4}'::bigint[]) as is_rejected, s.row_number = any('{}'::bigint[])
and s.row_number <> all('{4}'::bigint[]) as is_suspect
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
and s.ctid >= '(0,2)'
and s.ctid <= '(0,5)'
and s.row_number >= 2
and s.row_number <= 5
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
select s.row_number, s.ctid as id, s.row_number = any('{4}'::bigint[]) as is_rejected, s.row_number = any('{4}'::bigint[])
and s.row_number <> all('{4}'::bigint[]) as is_suspect
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
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
select array_agg(f.row_number), array_agg(f.first)
from (
with clashing as materialized (
select named."s.row", (n) as k1
from (
select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as s
from tabular_import_staging.job as s
where s.row_number operator(pg_catalog.=) any('{3}'::bigint[]) offset 0 ) as named
where true ), earlier as materialized (
select named."s.row", (n) as k1
from (
select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as s
from tabular_import_staging.job as s
where s.read_error is null
and s.row_number operator(pg_catalog.<>) all('{3,4}'::bigint[])
and s.row_number operator(pg_catalog.<) 3 offset 0 ) as named
where true )
select clashing."s.row" as row_number, pg_catalog.min(earlier."s.row") as first
from clashing
inner join earlier on (earlier.k1)::pg_catalog.int4 operator(pg_catalog.=) (clashing.k1)::pg_catalog.int4
where earlier."s.row" operator(pg_catalog.<) clashing."s.row"
group by clashing."s.row" ) as f

-- executed 13
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 14
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 15
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

