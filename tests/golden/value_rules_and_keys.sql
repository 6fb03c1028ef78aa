-- described: typed rows
select s.row_number,
case when s.t1 is null
or (s.t1)::text operator(pg_catalog.=) s.c1
or (tabular_import_engine.is_plain_number(s.c1)) then s.t1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.')::integer end as c1,
case when s.t2 is null
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.t2)::text operator(pg_catalog.=) s.c2
or (tabular_import_engine.is_exact_date(s.c2)) then s.t2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.')::date end as c2
from (
select s.*, nullif(s.c1, '')::integer as t1, nullif(s.c2, '')::date as t2
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
insert into made.t (n, d)
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
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end
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
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
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
union all select 2 as position, 'd'::text as column_name, 'date'::text as type_title, s.c2 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_date(s.c2)
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c2, 'date') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[2]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- described: missing values
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
{source}
and s.read_error is null
and (coalesce(s.c2, '') = '') offset 0 ) as s
cross join lateral (values ('d', s.c2, s.c2)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- described: broken check
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
where ((n < 5)) is false

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

-- described: taken key 1
select candidate.row_number, candidate.line_number, 'd'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
{source}
and s.read_error is null offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.d)::pg_catalog.date operator(pg_catalog.=) (candidate.k1)::pg_catalog.date offset 0)
order by candidate.row_number

-- described: taken key 2
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
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
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any('{}'::bigint[]) as is_bad, pg_catalog.concat_ws(', ', s.c2) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1_1, pg_catalog.concat_ws(', ', s.c1) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2_1
{source}
and s.read_error is null ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), shared2 as materialized (
select keyed.k2_1, true as is_shared
from keyed
group by keyed.k2_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.date operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.date
left join shared2 on (keyed.k2_1)::pg_catalog.int4 operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.int4
where shared1.is_shared
or shared2.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1,
case when row(sharing.k2_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k2_1) end as first2
from sharing )
select held.row_number, held.line_number, 'd'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
union all select held.row_number, held.line_number, 'n'::text, held.value2, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(held.k2_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first2, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first2 operator(pg_catalog.<) held.row_number
order by 1

-- described: merge classify
select array_agg(s.row_number) filter (where row(t.d) is null), array_agg(s.row_number) filter (where row(t.d) is not null
and not ( (case
when (t.n)::text operator(pg_catalog.=) s.c1 then true
when coalesce(s.c1, '') operator(pg_catalog.=) '' then t.n is null
else row(t.n)::record operator(pg_catalog.*=) row((case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::integer)::record end) )), pg_catalog.count(*), pg_catalog.count(t.ctid) operator(pg_catalog.<>) pg_catalog.count(distinct t.ctid) filter (where t.ctid is not null)
or pg_catalog.count(*) filter (where t.ctid is null) operator(pg_catalog.<>) pg_catalog.count(distinct s.k1) filter (where t.ctid is null
and row(s.k1) is not null)
from (
select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1, s.c1
{source}
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s
left join only made.t as t on (t.d)::pg_catalog.date operator(pg_catalog.=) (s.k1)::pg_catalog.date

-- described: merge lock
select array_agg(l.row_number)
from (
select s.row_number
from only made.t as t
inner join (
select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as v1
{source}
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s on (t.d)::pg_catalog.date operator(pg_catalog.=) (s.k1)::pg_catalog.date
where row(t.n)::record operator(pg_catalog.*<>) row((s.v1)::integer)::record
order by t.d for update of t ) as l

-- described: merge update
update only made.t as t set n = (s.v1)::integer
from (
select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as v1
{source}
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[]))
order by k1 offset 0 ) as s
where (t.d)::pg_catalog.date operator(pg_catalog.=) (s.k1)::pg_catalog.date
and row(t.n)::record operator(pg_catalog.*<>) row((s.v1)::integer)::record

-- described: merge insert
insert into made.t (n, d)
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
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end
{source}
and s.read_error is null
and s.row_number operator(pg_catalog.=) any('{}'::bigint[])
order by case
when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end

-- described: merge bad keys
with keyed as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value, coalesce(case
when row(case
when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end) is null then 'd'::text end) as empty,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (
select s.*
{source}
and s.read_error is null
and s.read_error is null
and (case
when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end) is false offset 0 ) as s ), repeated as materialized (
select keyed.k1, pg_catalog.min(keyed.row_number) as first
from keyed
where keyed.empty is null
group by keyed.k1 having pg_catalog.count(*) operator(pg_catalog.>) 1 )
select keyed.row_number, keyed.line_number, keyed.empty, null::text, 'N', null::text, pg_catalog.format('The row has no key: column "%s" is empty', keyed.empty), null::text, 'Fill in the cell.'::text
from keyed
where keyed.empty is not null
union all select keyed.row_number, keyed.line_number, 'd'::text, keyed.value, 'TI025', null::text, pg_catalog.format('Row %s of the file has the key (%s)=(%s) too', repeated.first, 'd', keyed.value), null::text, 'Leave one of the two rows in the file.'::text
from keyed
inner join repeated on (repeated.k1)::pg_catalog.date operator(pg_catalog.=) (keyed.k1)::pg_catalog.date
where repeated.first operator(pg_catalog.<) keyed.row_number
order by 1

-- described: sync lock
select pg_catalog.count(*), pg_catalog.array_agg(l.place::text)
from (select t.ctid as place
from only made.t as t
where (true)
and not exists (
select from (select
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
{source}
and s.read_error is null) as s
where (t.d)::pg_catalog.date operator(pg_catalog.=) (s.k1)::pg_catalog.date )
order by t.d for update of t) as l

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
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 5))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed 4
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '')), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end,
case when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end] as is_bad
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'n'::text as column_name, 'integer'::text as type_title, s.raw[1] as value, tabular_import_engine.rule_failure((select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i), 23, '{"value_map": {"one": "1", "two": "2"}}', s.raw[1]) as failure
where s.is_bad[1]
union all select 2 as position, 'd'::text as column_name, 'date'::text as type_title, s.c2 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_date(s.c2)
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c2, 'date') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[2]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 5
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and (coalesce(s.c2, '') = '') offset 0 ) as s
cross join lateral (values ('d', s.c2, s.c2)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 6
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.raw[1]) as "s.value",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where ((n < 5)) is false

-- executed 7
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::pg_catalog.int4 as f1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), wanted as materialized (
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

-- executed 8
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.raw[1]) as "s.value",
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
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
where ((n < 5)) is false

-- executed 9
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
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

-- executed 10
select candidate.row_number, candidate.line_number, 'd'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.d)::pg_catalog.date operator(pg_catalog.=) (candidate.k1)::pg_catalog.date)
order by candidate.row_number

-- executed 11
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4)
order by candidate.row_number

-- executed 12
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c2) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1_1, pg_catalog.concat_ws(', ', s.raw[1]) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2_1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), shared2 as materialized (
select keyed.k2_1, true as is_shared
from keyed
group by keyed.k2_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.date operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.date
left join shared2 on (keyed.k2_1)::pg_catalog.int4 operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.int4
where shared1.is_shared
or shared2.is_shared ) , candidate as materialized (
select pg_catalog.row_number() over (order by sharing.row_number)::integer as place, sharing.*
from sharing
where not sharing.is_bad ), holder as materialized (
select candidate.place, candidate.row_number,
case when row(candidate.k1_1) is not null then pg_catalog.min(candidate.place) over (partition by candidate.k1_1) end as first1,
case when row(candidate.k2_1) is not null then pg_catalog.min(candidate.place) over (partition by candidate.k2_1) end as first2
from candidate )
select array(select holder.row_number
from holder
order by holder.place), array(
select k.first
from holder
cross join lateral (values (1, holder.first1), (2, holder.first2)) as k (number, first)
order by holder.place, k.number )

-- executed 13
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c2) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1_1, pg_catalog.concat_ws(', ', s.raw[1]) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2_1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), shared2 as materialized (
select keyed.k2_1, true as is_shared
from keyed
group by keyed.k2_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.date operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.date
left join shared2 on (keyed.k2_1)::pg_catalog.int4 operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.int4
where shared1.is_shared
or shared2.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1,
case when row(sharing.k2_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k2_1) end as first2
from sharing )
select held.row_number, held.line_number, 'd'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
union all select held.row_number, held.line_number, 'n'::text, held.value2, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(held.k2_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first2, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first2 operator(pg_catalog.<) held.row_number
order by 1

-- executed 14
select candidate.row_number, candidate.line_number, 'd'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end) is false
and s.c2 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.d)::pg_catalog.date operator(pg_catalog.=) (candidate.k1)::pg_catalog.date)
order by candidate.row_number

-- executed 15
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value,
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
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
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4)
order by candidate.row_number

-- executed 16
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end) is false
and s.c2 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.date operator(pg_catalog.=) (bad.k1)::pg_catalog.date)
group by good.k1 )
select bad.row_number, bad.line_number, 'd'::text, bad.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.date operator(pg_catalog.=) (bad.k1)::pg_catalog.date
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 17
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value,
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4)
group by good.k1 )
select bad.row_number, bad.line_number, 'n'::text, bad.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 18
explain insert into made.t (n, d)
select null, null
where false

-- executed 19
insert into made.t (n, d)
select s.c1::integer, s.c2::date
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1

-- executed 20
select count(*), count(s.read_error)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6

-- executed 21
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '')), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end,
case when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end] as is_bad
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6 offset 0 ) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'n'::text as column_name, 'integer'::text as type_title, s.raw[1] as value, tabular_import_engine.rule_failure((select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i), 23, '{"value_map": {"one": "1", "two": "2"}}', s.raw[1]) as failure
where s.is_bad[1]
union all select 2 as position, 'd'::text as column_name, 'date'::text as type_title, s.c2 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_date(s.c2)
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c2, 'date') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[2]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 22
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6 offset 0 ) as s
where true
and s.read_error is null
and (coalesce(s.c2, '') = '') offset 0 ) as s
cross join lateral (values ('d', s.c2, s.c2)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 23
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.raw[1]) as "s.value",
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as n
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6 offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where ((n < 5)) is false

-- executed 24
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::pg_catalog.int4 as f1
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6 offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), wanted as materialized (
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

-- executed 25
select candidate."s.row", candidate."s.line", 'n'::text, candidate."s.value", 'N', 't_n_check'::text, 'new row for relation "t" violates check constraint "t_n_check"'::text, null::text, 'Correct the row so that it keeps the rule of the table.'::text
from (
select s.row_number as "s.row", s.line_number as "s.line", pg_catalog.concat_ws(', ', s.raw[1]) as "s.value",
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
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6 offset 0 ) as s
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
where ((n < 5)) is false

-- executed 26
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
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
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 6 offset 0 ) as s
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

-- executed 27
select candidate.row_number, candidate.line_number, 'd'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.d)::pg_catalog.date operator(pg_catalog.=) (candidate.k1)::pg_catalog.date offset 0)
order by candidate.row_number

-- executed 28
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- executed 29
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c2) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1_1, pg_catalog.concat_ws(', ', s.raw[1]) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2_1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), shared2 as materialized (
select keyed.k2_1, true as is_shared
from keyed
group by keyed.k2_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.date operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.date
left join shared2 on (keyed.k2_1)::pg_catalog.int4 operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.int4
where shared1.is_shared
or shared2.is_shared ) , candidate as materialized (
select pg_catalog.row_number() over (order by sharing.row_number)::integer as place, sharing.*
from sharing
where not sharing.is_bad ), holder as materialized (
select candidate.place, candidate.row_number,
case when row(candidate.k1_1) is not null then pg_catalog.min(candidate.place) over (partition by candidate.k1_1) end as first1,
case when row(candidate.k2_1) is not null then pg_catalog.min(candidate.place) over (partition by candidate.k2_1) end as first2
from candidate )
select array(select holder.row_number
from holder
order by holder.place), array(
select k.first
from holder
cross join lateral (values (1, holder.first1), (2, holder.first2)) as k (number, first)
order by holder.place, k.number )

-- executed 30
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c2) as value1,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1_1, pg_catalog.concat_ws(', ', s.raw[1]) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c1, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c1)
when (s.c1::integer)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_plain_number(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as k2_1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), shared2 as materialized (
select keyed.k2_1, true as is_shared
from keyed
group by keyed.k2_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.date operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.date
left join shared2 on (keyed.k2_1)::pg_catalog.int4 operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.int4
where shared1.is_shared
or shared2.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1,
case when row(sharing.k2_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k2_1) end as first2
from sharing )
select held.row_number, held.line_number, 'd'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
union all select held.row_number, held.line_number, 'n'::text, held.value2, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(held.k2_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first2, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first2 operator(pg_catalog.<) held.row_number
order by 1

-- executed 31
select candidate.row_number, candidate.line_number, 'd'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end) is false
and s.c2 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.d)::pg_catalog.date operator(pg_catalog.=) (candidate.k1)::pg_catalog.date offset 0)
order by candidate.row_number

-- executed 32
select candidate.row_number, candidate.line_number, 'n'::text, candidate.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value,
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.n)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- executed 33
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c2) as value,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'date') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_date(s.c2) end
else false end) is false
and s.c2 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::date)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_date(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end as k1
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.date operator(pg_catalog.=) (bad.k1)::pg_catalog.date)
group by good.k1 )
select bad.row_number, bad.line_number, 'd'::text, bad.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . D, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'd', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.date operator(pg_catalog.=) (bad.k1)::pg_catalog.date
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 34
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value,
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c1), 'integer') then true
when (tabular_import_engine.whole_number(s.c1)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c1) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c1)) end
else false end) is false offset 0 ) as s
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
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) 'one' then '1'
when s.c1 operator(pg_catalog.=) 'two' then '2'
else s.c1 end as c1, s.c2, array[s.c1]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4)
group by good.k1 )
select bad.row_number, bad.line_number, 'n'::text, bad.value, 'N', 't_n_key'::text, 'duplicate key value violates unique constraint "t_n_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'n', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 35
select m.*, count(*) over () as value_count, sum(m.row_count) over () as all_rows
from (select m.cell, m.new, pg_catalog.count(*) as row_count, pg_catalog.min(m.row_number) as first_row, pg_catalog.replace(pg_catalog.concat(coalesce(tabular_import_engine.range_list(pg_catalog.range_agg(pg_catalog.int8range(m.row_number, m.row_number operator(pg_catalog.+) 1)) filter (where m.row_number operator(pg_catalog.<=) N), 10), pg_catalog.min(m.row_number)::pg_catalog.text),
case when pg_catalog.max(m.row_number) operator(pg_catalog.>) greatest(N, pg_catalog.min(m.row_number)) then ', ...' end), '..., ...', '...') as ranges
from (select c.row_number, c.cell,
case when c.cell operator(pg_catalog.=) 'one' then '1'
when c.cell operator(pg_catalog.=) 'two' then '2'
else c.cell end as new
from (select s.row_number, s.c1 as cell
from tabular_import_staging.job as s
where s.read_error is null) as c
where (c.cell operator(pg_catalog.=) any ('{one,two}'::pg_catalog.text[]))
and c.cell operator(pg_catalog.<>) all ('{}'::pg_catalog.text[])) as m
where m.new operator(pg_catalog.<>) m.cell
group by m.cell, m.new) as m
order by m.row_count desc, m.first_row limit 5

-- executed 36
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 37
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 38
select s.row_number, s.line_number
from (select u.*
from tabular_import_staging.job as u
where u.row_number = 1 limit 1) as s
where s.read_error is null
and (coalesce(s.c1, '') = ''
or tabular_import_private.is_unit(s.c1)
and s.c1 !~ '[0-9]')
and (coalesce(s.c2, '') = ''
or tabular_import_private.is_unit(s.c2)
and s.c2 !~ '[0-9]')
and (s.c1 <> ''
or s.c2 <> '')

