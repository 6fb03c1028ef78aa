-- statement 1
select cardinality(r.numbers), r.block, r.numbers = array(select generate_series(0::bigint + 1, 0::bigint + 1))
from (select array_agg(s.row_number) as numbers, (min(s.ctid)::text::point)[0]::bigint as block
from tabular_import_staging.job as s
where s.ctid >= '(0,0)'
and s.row_number > 0) as r

-- statement 2
select count(*)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- statement 3
select cardinality(r.numbers), r.block, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 4))
from (select array_agg(s.row_number) as numbers, (min(s.ctid)::text::point)[0]::bigint as block
from tabular_import_staging.job as s
where s.ctid >= '(0,0)'
and s.row_number > 1) as r

-- statement 4
select s.row_number, s.line_number, b.column_name, nullif(b.value, ''), (b.failure).sqlstate, nullif((b.failure).constraint_name, ''), tabular_import_engine.cell_message(b.column_name, b.type_title, nullif(b.value, '')), (b.failure).message, tabular_import_engine.cell_hint((b.failure).sqlstate, (b.failure).hint)
from (select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end] as is_bad
from tabular_import_staging.job as s
where true
and s.fault is null offset 0) as s
cross join lateral (select 1 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c1 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A number is written
with digits alone, without underscores
or prefixes such as 0x.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[1]) as b
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, b.position

-- statement 5
select r.row_number, r.line_number, 's, n'::text, r.value, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(r.k1::text, 'null'), coalesce(r.k2::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2, s.c1) as value,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from tabular_import_staging.job as s
where true
and s.fault is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0) as r
where row(r.k1) is not null
and row(r.k2) is not null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is null
and row(r.k2) is not null
and exists (select
from only made.t as t
where row(t.s) is null
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is not null
and row(r.k2) is null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and row(t.n) is null offset 0)
or row(r.k1) is null
and row(r.k2) is null
and exists (select
from only made.t as t
where row(t.s) is null
and row(t.n) is null offset 0)
order by r.row_number

-- statement 6
with r as not materialized (select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c2, s.c1) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1_1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1_2
from tabular_import_staging.job as s
where true
and s.fault is null
and s.row_number operator(pg_catalog.<>) all($1)), g1 as materialized (select r.k1_1, r.k1_2, true as is_shared
from r
group by r.k1_1, r.k1_2 having pg_catalog.count(*) operator(pg_catalog.>) 1), d as materialized (select r.*
from r
left join g1 on (r.k1_1)::pg_catalog.text operator(pg_catalog.=) (g1.k1_1)::pg_catalog.text
and (r.k1_2)::pg_catalog.int4 operator(pg_catalog.=) (g1.k1_2)::pg_catalog.int4
where g1.is_shared
or not row(r.k1_1, r.k1_2) is not null), f as materialized (select r.*,
case when true then pg_catalog.min(r.row_number) filter (where not r.is_bad) over (partition by r.k1_1, r.k1_2) end as first1
from d as r)
select r.row_number, r.line_number, 's, n'::text, r.value1, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(r.k1_1::text, 'null'), coalesce(r.k1_2::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', r.first1, 'Take the row out,
or give it a value that is not in use yet.')
from f as r
where r.first1 operator(pg_catalog.<) r.row_number
order by 1

-- statement 7
select r.row_number, r.line_number, 's, n'::text, r.value, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(r.k1::text, 'null'), coalesce(r.k2::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2, s.c1) as value,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from (select s.*
from tabular_import_staging.job as s
where true
and s.fault is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and (false) is false offset 0) as s
where true offset 0) as r
where row(r.k1) is not null
and row(r.k2) is not null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is null
and row(r.k2) is not null
and exists (select
from only made.t as t
where row(t.s) is null
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is not null
and row(r.k2) is null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and row(t.n) is null offset 0)
or row(r.k1) is null
and row(r.k2) is null
and exists (select
from only made.t as t
where row(t.s) is null
and row(t.n) is null offset 0)
order by r.row_number

-- statement 8
with b as materialized (select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2, s.c1) as value,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from (select s.*
from tabular_import_staging.job as s
where true
and s.fault is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and (false) is false offset 0) as s
where true), g as materialized (select r.k1, r.k2, pg_catalog.min(r.row_number) as first
from (select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from tabular_import_staging.job as s
where true
and s.fault is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0) as r
where exists (select
from b
where (r.k1)::pg_catalog.text operator(pg_catalog.=) (b.k1)::pg_catalog.text
and (r.k2)::pg_catalog.int4 operator(pg_catalog.=) (b.k2)::pg_catalog.int4)
group by r.k1, r.k2)
select b.row_number, b.line_number, 's, n'::text, b.value, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(b.k1::text, 'null'), coalesce(b.k2::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', r.first, 'Take the row out,
or give it a value that is not in use yet.')
from b
inner join g as r on (r.k1)::pg_catalog.text operator(pg_catalog.=) (b.k1)::pg_catalog.text
and (r.k2)::pg_catalog.int4 operator(pg_catalog.=) (b.k2)::pg_catalog.int4
where r.first operator(pg_catalog.<) b.row_number
order by 1

-- statement 9
explain insert into made.t (n, s)
select null, null
where false

-- statement 10
insert into made.t (n, s)
select s.c1::integer, s.c2::text
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- statement 11
select count(*), count(s.fault)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5

-- statement 12
select exists (select
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
and s.fault is null
and 1 * coalesce(octet_length(s.c2), 0) > 2000)

-- statement 13
select s.row_number, s.line_number, b.column_name, nullif(b.value, ''), (b.failure).sqlstate, nullif((b.failure).constraint_name, ''), tabular_import_engine.cell_message(b.column_name, b.type_title, nullif(b.value, '')), (b.failure).message, tabular_import_engine.cell_hint((b.failure).sqlstate, (b.failure).hint)
from (select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end] as is_bad
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 5
and s.fault is null offset 0) as s
cross join lateral (select 1 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c1 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A number is written
with digits alone, without underscores
or prefixes such as 0x.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[1]) as b
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, b.position

-- statement 14
select r.row_number, r.line_number, 's, n'::text, r.value, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(r.k1::text, 'null'), coalesce(r.k2::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2, s.c1) as value,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from tabular_import_staging.job as s
where s.row_number > 1
and s.fault is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0) as r
where row(r.k1) is not null
and row(r.k2) is not null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is null
and row(r.k2) is not null
and exists (select
from only made.t as t
where row(t.s) is null
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is not null
and row(r.k2) is null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and row(t.n) is null offset 0)
or row(r.k1) is null
and row(r.k2) is null
and exists (select
from only made.t as t
where row(t.s) is null
and row(t.n) is null offset 0)
order by r.row_number

-- statement 15
with r as not materialized (select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c2, s.c1) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1_1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1_2
from tabular_import_staging.job as s
where s.row_number > 1
and s.fault is null
and s.row_number operator(pg_catalog.<>) all($1)), g1 as materialized (select r.k1_1, r.k1_2, true as is_shared
from r
group by r.k1_1, r.k1_2 having pg_catalog.count(*) operator(pg_catalog.>) 1), d as materialized (select r.*
from r
left join g1 on (r.k1_1)::pg_catalog.text operator(pg_catalog.=) (g1.k1_1)::pg_catalog.text
and (r.k1_2)::pg_catalog.int4 operator(pg_catalog.=) (g1.k1_2)::pg_catalog.int4
where g1.is_shared
or not row(r.k1_1, r.k1_2) is not null), f as materialized (select r.*,
case when true then pg_catalog.min(r.row_number) filter (where not r.is_bad) over (partition by r.k1_1, r.k1_2) end as first1
from d as r)
select r.row_number, r.line_number, 's, n'::text, r.value1, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(r.k1_1::text, 'null'), coalesce(r.k1_2::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', r.first1, 'Take the row out,
or give it a value that is not in use yet.')
from f as r
where r.first1 operator(pg_catalog.<) r.row_number
order by 1

-- statement 16
select r.row_number, r.line_number, 's, n'::text, r.value, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(r.k1::text, 'null'), coalesce(r.k2::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2, s.c1) as value,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from (select s.*
from tabular_import_staging.job as s
where s.row_number > 1
and s.fault is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and (false) is false offset 0) as s
where true offset 0) as r
where row(r.k1) is not null
and row(r.k2) is not null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is null
and row(r.k2) is not null
and exists (select
from only made.t as t
where row(t.s) is null
and (t.n)::pg_catalog.int4 operator(pg_catalog.=) (r.k2)::pg_catalog.int4 offset 0)
or row(r.k1) is not null
and row(r.k2) is null
and exists (select
from only made.t as t
where (t.s)::pg_catalog.text operator(pg_catalog.=) (r.k1)::pg_catalog.text
and row(t.n) is null offset 0)
or row(r.k1) is null
and row(r.k2) is null
and exists (select
from only made.t as t
where row(t.s) is null
and row(t.n) is null offset 0)
order by r.row_number

-- statement 17
with b as materialized (select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2, s.c1) as value,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from (select s.*
from tabular_import_staging.job as s
where s.row_number > 1
and s.fault is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and (false) is false offset 0) as s
where true), g as materialized (select r.k1, r.k2, pg_catalog.min(r.row_number) as first
from (select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (s.c2)::text
else null::text end collate pg_catalog."default" as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2
from tabular_import_staging.job as s
where s.row_number > 1
and s.fault is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0) as r
where exists (select
from b
where (r.k1)::pg_catalog.text operator(pg_catalog.=) (b.k1)::pg_catalog.text
and (r.k2)::pg_catalog.int4 operator(pg_catalog.=) (b.k2)::pg_catalog.int4)
group by r.k1, r.k2)
select b.row_number, b.line_number, 's, n'::text, b.value, 'N', 't_s_n_key'::text, 'duplicate key value violates unique constraint "t_s_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 's, n', pg_catalog.concat_ws(', ', coalesce(b.k1::text, 'null'), coalesce(b.k2::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', r.first, 'Take the row out,
or give it a value that is not in use yet.')
from b
inner join g as r on (r.k1)::pg_catalog.text operator(pg_catalog.=) (b.k1)::pg_catalog.text
and (r.k2)::pg_catalog.int4 operator(pg_catalog.=) (b.k2)::pg_catalog.int4
where r.first operator(pg_catalog.<) b.row_number
order by 1

