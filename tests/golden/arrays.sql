-- described: typed rows
select s.row_number,
case when s.t1 is null
or (s.t1)::text operator(pg_catalog.=) s.c1
or (tabular_import_engine.is_plain_number(s.c1)) then s.t1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.')::integer end as c1, s.c2
from (
select s.*, nullif(s.c1, '')::integer as t1
{source}
and s.read_error is null offset 0 ) as s

-- described: insert
insert into made.t (n, tags)
select case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end,
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end
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
else false end,
case when s.c2 <> '' then
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'text[]') then (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(s.c2::text[]) as e (x)
where e.x is not null)
else false end then false
else (tabular_import_engine.cell_failure('case
when $1 operator(pg_catalog.<>) '''' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end, ''text[]'', '''') end)::text[]
else null::text[] end', s.c2, 'made, public', 'f')).sqlstate is not null end
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
where s.is_bad[1]
union all select 2 as position, 'tags'::text as column_name, 'text[]'::text as type_title, s.c2 as value, tabular_import_engine.cell_failure('case
when $1 operator(pg_catalog.<>) '''' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end, ''text[]'', '''') end)::text[]
else null::text[] end', s.c2, 'made, public', 'f') as failure
where s.is_bad[2]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- described: missing values
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
{source}
and s.read_error is null
and (coalesce(s.c1, '') = '') offset 0 ) as s
cross join lateral (values ('n', s.c1, s.c1)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- described: broken check
select candidate."s.row", candidate."s.line", 'tags'::text, candidate."s.value", 'N', 't_tags_check'::text, 'new row for relation "t" violates check constraint "t_tags_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c2) as "s.value",
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end collate pg_catalog."default" as tags
{source}
and s.read_error is null offset 0 ) as candidate
where ((cardinality(tags) < 3)) is false

-- described: taken key
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
{source}
and s.read_error is null offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- described: repeated keys
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any('{}'::bigint[]) as is_bad, pg_catalog.concat_ws(', ', s.c1) as value1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1_1
{source}
and s.read_error is null ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.int4 operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.int4
where shared1.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1
from sharing )
select held.row_number, held.line_number, 'n'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- described: merge classify
select array_agg(s.row_number) filter (where row(t.n) is null), array_agg(s.row_number) filter (where row(t.n) is not null
and not ( row(t.tags)::record operator(pg_catalog.*=) row((s.v2)::text[])::record )), pg_catalog.count(*), pg_catalog.count(t.ctid) operator(pg_catalog.<>) pg_catalog.count(distinct t.ctid) filter (where t.ctid is not null)
or pg_catalog.count(*) filter (where t.ctid is null) operator(pg_catalog.<>) pg_catalog.count(distinct s.k1) filter (where t.ctid is null
and row(s.k1) is not null)
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end as v2
{source}
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s
left join only made.t as t on (t.n)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4

-- described: merge lock
select array_agg(l.row_number)
from (
select s.row_number
from only made.t as t
inner join (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end as v2
{source}
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s on (t.n)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4
where row(t.tags)::record operator(pg_catalog.*<>) row((s.v2)::text[])::record
order by t.n for no key update of t ) as l

-- described: merge update
update only made.t as t set tags = (s.v2)::text[]
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end as v2
{source}
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[]))
order by k1 offset 0 ) as s
where (t.n)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4
and row(t.tags)::record operator(pg_catalog.*<>) row((s.v2)::text[])::record

-- described: merge insert
insert into made.t (n, tags)
select case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end,
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end
{source}
and s.read_error is null
and s.row_number operator(pg_catalog.=) any('{}'::bigint[])
order by case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end

-- described: merge bad keys
with keyed as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value, coalesce(case
when row(case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end) is null then 'n'::text end) as empty,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from (
select s.*
{source}
and s.read_error is null
and s.read_error is null
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s ), repeated as materialized (
select keyed.k1, pg_catalog.min(keyed.row_number) as first
from keyed
where keyed.empty is null
group by keyed.k1 having pg_catalog.count(*) operator(pg_catalog.>) 1 )
select keyed.row_number, keyed.line_number, keyed.empty, null::text, 'N', null::text, pg_catalog.format('The row has no key: column "%s" is empty', keyed.empty), null::text, 'Fill in the cell.'::text
from keyed
where keyed.empty is not null
union all select keyed.row_number, keyed.line_number, 'n'::text, keyed.value, 'TI025', null::text, pg_catalog.format('Row %s of the file has the key (%s)=(%s) too', repeated.first, 'n', keyed.value), null::text, 'Leave one of the two rows in the file.'::text
from keyed
inner join repeated on (repeated.k1)::pg_catalog.int4 operator(pg_catalog.=) (keyed.k1)::pg_catalog.int4
where repeated.first operator(pg_catalog.<) keyed.row_number
order by 1

-- described: sync lock
select pg_catalog.count(*), pg_catalog.array_agg(l.place::text)
from (select t.ctid as place
from only made.t as t
where (true)
and not exists (
select from (select
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
{source}
and s.read_error is null) as s
where (t.n)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4 )
order by t.n for update of t) as l

-- described: sync delete
delete
from only made.t as t
where t.ctid operator(pg_catalog.=) any('{}'::tid[])

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

-- executed 4
select count(*)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 4

-- executed as described: bad cells

-- executed as described: missing values

-- executed as described, without the rows of $1: broken check

-- executed 5
select candidate."s.row", candidate."s.line", 'tags'::text, candidate."s.value", 'N', 't_tags_check'::text, 'new row for relation "t" violates check constraint "t_tags_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c2) as "s.value",
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end collate pg_catalog."default" as tags
from (
select s.*
from tabular_import_staging.job as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c2 <> '' then
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'text[]') then (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(s.c2::text[]) as e (x)
where e.x is not null)
else false end then false
else (tabular_import_engine.cell_failure('case
when $1 operator(pg_catalog.<>) '''' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end, ''text[]'', '''') end)::text[]
else null::text[] end', s.c2, 'made, public', 'f')).sqlstate is not null end
else false end) is false offset 0 ) as s
where true offset 0 ) as candidate
where ((cardinality(tags) < 3)) is false

-- executed 6
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from tabular_import_staging.job as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4)
order by candidate.row_number

-- executed 7
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c1) as value1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1_1
from tabular_import_staging.job as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.int4 operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.int4
where shared1.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1
from sharing )
select held.row_number, held.line_number, 'n'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- executed 8
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
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
and s.c1 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4)
order by candidate.row_number

-- executed 9
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
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
and s.c1 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from tabular_import_staging.job as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4)
group by good.k1 )
select bad.row_number, bad.line_number, 'n'::text, bad.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 10
explain insert into made.t (n, tags)
select null, null
where false

-- executed 11
insert into made.t (n, tags)
select s.c1::integer,
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- executed 12
select count(*), count(s.read_error)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 4

-- executed as described: bad cells

-- executed as described: missing values

-- executed as described, without the rows of $1: broken check

-- executed 13
select candidate."s.row", candidate."s.line", 'tags'::text, candidate."s.value", 'N', 't_tags_check'::text, 'new row for relation "t" violates check constraint "t_tags_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.c2) as "s.value",
case when s.c2 operator(pg_catalog.<>) '' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim(s.c2), 1) operator(pg_catalog.=) '[' then tabular_import_engine.json_array_text(s.c2, 't', 'f')
else s.c2 end, 'text[]', '') end)::text[]
else null::text[] end collate pg_catalog."default" as tags
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
when s.c2 <> '' then
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'text[]') then (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(s.c2::text[]) as e (x)
where e.x is not null)
else false end then false
else (tabular_import_engine.cell_failure('case
when $1 operator(pg_catalog.<>) '''' then (case
when (select coalesce(pg_catalog.bool_and(true), true)
from pg_catalog.unnest(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end::text[]) as e (x)
where e.x is not null) then
case when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end
else tabular_import_engine.refuse_value(case
when pg_catalog.left(pg_catalog.ltrim($1), 1) operator(pg_catalog.=) ''['' then tabular_import_engine.json_array_text($1, ''t'', ''f'')
else $1 end, ''text[]'', '''') end)::text[]
else null::text[] end', s.c2, 'made, public', 'f')).sqlstate is not null end
else false end) is false offset 0 ) as s
where true offset 0 ) as candidate
where ((cardinality(tags) < 3)) is false

-- executed as described, without the rows of $1: taken key

-- executed 14
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c1) as value1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1_1
from tabular_import_staging.job as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.int4 operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.int4
where shared1.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1
from sharing )
select held.row_number, held.line_number, 'n'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- executed 15
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from (
select s.*
from tabular_import_staging.job as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and s.c1 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- executed 16
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from (
select s.*
from tabular_import_staging.job as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false
and s.c1 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from tabular_import_staging.job as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4)
group by good.k1 )
select bad.row_number, bad.line_number, 'n'::text, bad.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . N, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 17
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 18
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 19
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

