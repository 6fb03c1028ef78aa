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

-- described: broken check 1
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c1) as "s.value",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n
{source}
and s.read_error is null offset 0 ) as candidate
where ((n > 0)) is false

-- described: broken check 2
select candidate."s.row", candidate."s.line", 'n, s'::text, candidate."s.value", 'N', 'not_both'::text, 'new row for relation "t" violates check constraint "not_both"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c1, s.c2) as "s.value",
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
{source}
and s.read_error is null offset 0 ) as candidate
where ((n <> length(s))) is false

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
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 3))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed as described: bad cells

-- executed as described, without the rows of $1: broken check 2

-- executed as described, without the rows of $1: broken check 1

-- executed 4
select candidate."s.row", candidate."s.line", 'n, s'::text, candidate."s.value", 'N', 'not_both'::text, 'new row for relation "t" violates check constraint "not_both"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c1, s.c2) as "s.value",
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
else false end) is false
and (false) is false offset 0 ) as s
where true offset 0 ) as candidate
where ((n <> length(s))) is false

-- executed 5
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c1) as "s.value",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n
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
where true offset 0 ) as candidate
where ((n > 0)) is false

-- executed 6
explain insert into made.t (n, s)
select null, null
where false

-- executed 7
insert into made.t (n, s)
select s.c1::integer, s.c2::text
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- executed 8
select count(*), count(s.read_error)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 4

-- executed as described: bad cells

-- executed as described, without the rows of $1: broken check 2

-- executed as described, without the rows of $1: broken check 1

-- executed 9
select candidate."s.row", candidate."s.line", 'n, s'::text, candidate."s.value", 'N', 'not_both'::text, 'new row for relation "t" violates check constraint "not_both"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c1, s.c2) as "s.value",
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
from (
select s.*
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 4
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and (false) is false offset 0 ) as s
where true offset 0 ) as candidate
where ((n <> length(s))) is false

-- executed 10
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c1) as "s.value",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n
from (
select s.*
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 4
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s
where true offset 0 ) as candidate
where ((n > 0)) is false

-- executed 11
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 12
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 13
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

