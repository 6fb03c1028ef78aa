-- described: insert
insert into made.t (code, up_id)
select case
when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
order by s.row_number

-- described: bad cells
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), coalesce((bad.failure).detail, tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''))), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())] as is_bad
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 2 as position, 'up_id'::text as column_name, 'uuid'::text as type_title, s.raw[1] as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then
case when false then tabular_import_engine.link_failure('{"nth": 1, "name": "up", "cells": [{"parts": [1], "place": 2}], "parts": [{"path": [], "table": N, "column": "code"}], "table": N, "title": "code", "words": {"parts": [{"name": "code", "value": null, "is_internal_said": false}], "table": "t", "sqlstate": "TI023"}, "is_own": true, "number": 1, "columns": ["up_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_up_id_fkey"}'::pg_catalog.jsonb, s.c2, s.raw[1], 'made, public')
else row(null::pg_catalog.int8, 'TI023', pg_catalog.format('No row of %s that you may read has %s.', 't', tabular_import_engine.missing_part('code', pg_catalog.substr(s.c2, 31))), tabular_import_engine.link_message('up', s.raw[1]), 'Import the row that this one refers to first,
or correct the cell.', null::pg_catalog.text, null::pg_catalog.text, 't_up_id_fkey', null::pg_catalog.text, null)::tabular_import_engine.statement_outcome end
else (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c2, 'uuid') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[1]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- described: missing values
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and (coalesce(s.c1, '') = '') offset 0 ) as s
cross join lateral (values ('code', s.c1, s.c1)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- described: taken key
select candidate.row_number, candidate.line_number, 'code'::text, candidate.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.code)::pg_catalog.text operator(pg_catalog.=) (candidate.k1)::pg_catalog.text offset 0)
order by candidate.row_number

-- described: repeated keys
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any('{}'::bigint[]) as is_bad, pg_catalog.concat_ws(', ', s.c1) as value1,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.text operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.text
where shared1.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1
from sharing )
select held.row_number, held.line_number, 'code'::text, held.value1, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- described: merge classify
select array_agg(s.row_number) filter (where row(t.code) is null), array_agg(s.row_number) filter (where row(t.code) is not null
and not ( row(t.up_id)::record operator(pg_catalog.*=) row((s.v2)::uuid)::record )), pg_catalog.count(*), pg_catalog.count(t.ctid) operator(pg_catalog.<>) pg_catalog.count(distinct t.ctid) filter (where t.ctid is not null)
or pg_catalog.count(*) filter (where t.ctid is null) operator(pg_catalog.<>) pg_catalog.count(distinct s.k1) filter (where t.ctid is null
and row(s.k1) is not null)
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end as v2
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s
left join only made.t as t on (t.code)::pg_catalog.text operator(pg_catalog.=) (s.k1)::pg_catalog.text

-- described: merge lock
select array_agg(l.row_number)
from (
select s.row_number
from only made.t as t
inner join (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end as v2
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s on (t.code)::pg_catalog.text operator(pg_catalog.=) (s.k1)::pg_catalog.text
where row(t.up_id)::record operator(pg_catalog.*<>) row((s.v2)::uuid)::record
order by t.code for no key update of t ) as l

-- described: merge update
update only made.t as t set up_id = (s.v2)::uuid
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end as v2
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[]))
order by k1 offset 0 ) as s
where (t.code)::pg_catalog.text operator(pg_catalog.=) (s.k1)::pg_catalog.text
and row(t.up_id)::record operator(pg_catalog.*<>) row((s.v2)::uuid)::record

-- described: merge insert
insert into made.t (code, up_id)
select case
when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any('{}'::bigint[])
order by case
when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default"

-- described: merge bad keys
with keyed as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value, coalesce(case
when row(case
when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default") is null then 'code'::text end) as empty,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.read_error is null
and (false) is false offset 0 ) as s ), repeated as materialized (
select keyed.k1, pg_catalog.min(keyed.row_number) as first
from keyed
where keyed.empty is null
group by keyed.k1 having pg_catalog.count(*) operator(pg_catalog.>) 1 )
select keyed.row_number, keyed.line_number, keyed.empty, null::text, 'N', null::text, pg_catalog.format('The row has no key: column "%s" is empty', keyed.empty), null::text, 'Fill in the cell.'::text
from keyed
where keyed.empty is not null
union all select keyed.row_number, keyed.line_number, 'code'::text, keyed.value, 'TI025', null::text, pg_catalog.format('Row %s of the file has the key (%s)=(%s) too', repeated.first, 'code', keyed.value), null::text, 'Leave one of the two rows in the file.'::text
from keyed
inner join repeated on (repeated.k1)::pg_catalog.text operator(pg_catalog.=) (keyed.k1)::pg_catalog.text
where repeated.first operator(pg_catalog.<) keyed.row_number
order by 1

-- described: sync lock
select pg_catalog.count(*), pg_catalog.array_agg(l.place::text)
from (select t.ctid as place
from only made.t as t
where (true)
and not exists (
select from (select
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null) as s
where (t.code)::pg_catalog.text operator(pg_catalog.=) (s.k1)::pg_catalog.text )
order by t.code for update of t) as l

-- described: sync delete
delete
from only made.t as t
where t.ctid operator(pg_catalog.=) any('{}'::tid[])

-- described: sync referred
with absent as materialized (
select t.code, t.id
from only made.t as t
where (true)
and not exists (
select from (select
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text)) as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null) as s
where (t.code)::pg_catalog.text operator(pg_catalog.=) (s.k1)::pg_catalog.text ) )
select null::bigint, null::bigint, 'code'::text, t.shown, 'TI027', 't_up_id_fkey'::text, pg_catalog.format( 'The row (%s)=(%s) of the table is not in the file,
and %s row(s) of %s refer to it', 'code', t.shown, pg_catalog.count(*), 'made.t'), null::text, 'Add the row to the file,
or delete
or change first what refers to it.'::text
from (
select *, pg_catalog.concat_ws(', ', t.code) as shown
from absent as t ) as t
inner join made.t as r on (t.id)::pg_catalog.uuid operator(pg_catalog.=) (r.up_id)::pg_catalog.uuid
where not exists (select
from absent as a
where (a.code)::pg_catalog.text operator(pg_catalog.=) (r.code)::pg_catalog.text)
group by t.shown
order by t.shown

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
with staged as not materialized (select s.row_number, s.ctid as place
from tabular_import_staging.job as s
where s.ctid >= '(0,0)'
and s.row_number > 1)
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 2))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed 3
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), coalesce((bad.failure).detail, tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''))), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())] as is_bad
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 2 as position, 'up_id'::text as column_name, 'uuid'::text as type_title, s.raw[1] as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then
case when false then tabular_import_engine.link_failure('{"nth": 1, "name": "up", "cells": [{"parts": [1], "place": 2}], "parts": [{"path": [], "table": N, "column": "code"}], "table": N, "title": "code", "words": {"parts": [{"name": "code", "value": null, "is_internal_said": false}], "table": "t", "sqlstate": "TI023"}, "is_own": true, "number": 1, "columns": ["up_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_up_id_fkey"}'::pg_catalog.jsonb, s.c2, s.raw[1], 'made, public')
else row(null::pg_catalog.int8, 'TI023', pg_catalog.format('No row of %s that you may read has %s.', 't', tabular_import_engine.missing_part('code', pg_catalog.substr(s.c2, 31))), tabular_import_engine.link_message('up', s.raw[1]), 'Import the row that this one refers to first,
or correct the cell.', null::pg_catalog.text, null::pg_catalog.text, 't_up_id_fkey', null::pg_catalog.text, null)::tabular_import_engine.statement_outcome end
else (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c2, 'uuid') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[1]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 4
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and (coalesce(s.c1, '') = '') offset 0 ) as s
cross join lateral (values ('code', s.c1, s.c1)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 5
select candidate.row_number, candidate.line_number, 'code'::text, candidate.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.code)::pg_catalog.text operator(pg_catalog.=) (candidate.k1)::pg_catalog.text offset 0)
order by candidate.row_number

-- executed 6
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c1) as value1,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) ), shared1 as materialized (
select keyed.k1_1, true as is_shared
from keyed
group by keyed.k1_1 having pg_catalog.count(*) operator(pg_catalog.>) 1 ), sharing as materialized (
select keyed.*
from keyed
left join shared1 on (keyed.k1_1)::pg_catalog.text operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.text
where shared1.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1
from sharing )
select held.row_number, held.line_number, 'code'::text, held.value1, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- executed 7
select candidate.row_number, candidate.line_number, 'code'::text, candidate.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (false) is false
and s.c1 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.code)::pg_catalog.text operator(pg_catalog.=) (candidate.k1)::pg_catalog.text offset 0)
order by candidate.row_number

-- executed 8
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (false) is false
and s.c1 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.text operator(pg_catalog.=) (bad.k1)::pg_catalog.text)
group by good.k1 )
select bad.row_number, bad.line_number, 'code'::text, bad.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.text operator(pg_catalog.=) (bad.k1)::pg_catalog.text
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 9
explain insert into made.t (code, up_id)
select null, null
where false

-- executed 10
explain
select from (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l

-- executed 11
select exists (select
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where s.read_error is null
and (s.n1 is not null))

-- executed 12
select exists (select
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and 1 * coalesce(octet_length(s.c1), 0) > 2000)

-- executed 13
select count(*), count(s.read_error)
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true

-- executed 14
select f.*
from (select s.row_number, s.line_number, s.read_error
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is not null
order by s.row_number) as s
cross join lateral tabular_import_engine.read_error_outcomes(s.row_number, s.line_number, s.read_error) as f

-- executed 15
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), coalesce((bad.failure).detail, tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''))), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()),
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'uuid') then true
else not true end
else false end] as is_bad
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 2 as position, 'up_id'::text as column_name, 'uuid'::text as type_title, s.raw[1] as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then
case when false then tabular_import_engine.link_failure('{"nth": 1, "name": "up", "cells": [{"parts": [1], "place": 2}], "parts": [{"path": [], "table": N, "column": "code"}], "table": N, "title": "code", "words": {"parts": [{"name": "code", "value": null, "is_internal_said": false}], "table": "t", "sqlstate": "TI023"}, "is_own": true, "number": 1, "columns": ["up_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_up_id_fkey"}'::pg_catalog.jsonb, s.c2, s.raw[1], 'made, public')
else row(null::pg_catalog.int8, 'TI023', pg_catalog.format('No row of %s that you may read has %s.', 't', tabular_import_engine.missing_part('code', pg_catalog.substr(s.c2, 31))), tabular_import_engine.link_message('up', s.raw[1]), 'Import the row that this one refers to first,
or correct the cell.', null::pg_catalog.text, null::pg_catalog.text, 't_up_id_fkey', null::pg_catalog.text, null)::tabular_import_engine.statement_outcome end
else (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c2, 'uuid') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[1]
union all select 3 as position, 'id'::text as column_name, 'uuid'::text as type_title, s.c3 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c3, 'uuid') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[2]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 16
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and (coalesce(s.c1, '') = ''
or coalesce(s.c3, '') = '') offset 0 ) as s
cross join lateral (values ('code', s.c1, s.c1), ('id', s.c3, s.c3)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 17
select candidate.row_number, candidate.line_number, 'id'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . Id, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c3) as value,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.id)::pg_catalog.uuid operator(pg_catalog.=) (candidate.k1)::pg_catalog.uuid offset 0)
order by candidate.row_number

-- executed 18
select candidate.row_number, candidate.line_number, 'code'::text, candidate.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.code)::pg_catalog.text operator(pg_catalog.=) (candidate.k1)::pg_catalog.text offset 0)
order by candidate.row_number

-- executed 19
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c3) as value1,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1_1, pg_catalog.concat_ws(', ', s.c1) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k2_1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
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
left join shared1 on (keyed.k1_1)::pg_catalog.uuid operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.uuid
left join shared2 on (keyed.k2_1)::pg_catalog.text operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.text
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

-- executed 20
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.c3) as value1,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1_1, pg_catalog.concat_ws(', ', s.c1) as value2,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k2_1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
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
left join shared1 on (keyed.k1_1)::pg_catalog.uuid operator(pg_catalog.=) (shared1.k1_1)::pg_catalog.uuid
left join shared2 on (keyed.k2_1)::pg_catalog.text operator(pg_catalog.=) (shared2.k2_1)::pg_catalog.text
where shared1.is_shared
or shared2.is_shared ) , held as materialized (
select sharing.*,
case when row(sharing.k1_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) end as first1,
case when row(sharing.k2_1) is not null then pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k2_1) end as first2
from sharing )
select held.row_number, held.line_number, 'id'::text, held.value1, 'N', 't_pkey'::text, 'Got a duplicate identity: T . Id, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'id', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
union all select held.row_number, held.line_number, 'code'::text, held.value2, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(held.k2_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first2, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first2 operator(pg_catalog.<) held.row_number
order by 1

-- executed 21
select candidate.row_number, candidate.line_number, 'id'::text, candidate.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . Id, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c3) as value,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'uuid') then true
else not true end
else false end) is false
and s.c3 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.id)::pg_catalog.uuid operator(pg_catalog.=) (candidate.k1)::pg_catalog.uuid offset 0)
order by candidate.row_number

-- executed 22
select candidate.row_number, candidate.line_number, 'code'::text, candidate.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (false) is false
and s.c1 <> '' offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.code)::pg_catalog.text operator(pg_catalog.=) (candidate.k1)::pg_catalog.text offset 0)
order by candidate.row_number

-- executed 23
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c3) as value,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'uuid') then true
else not true end
else false end) is false
and s.c3 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.uuid operator(pg_catalog.=) (bad.k1)::pg_catalog.uuid)
group by good.k1 )
select bad.row_number, bad.line_number, 'id'::text, bad.value, 'N', 't_pkey'::text, 'Got a duplicate identity: T . Id, Which triggered an error
from the database driver: duplicate key value violates unique constraint "t_pkey"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'id', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.uuid operator(pg_catalog.=) (bad.k1)::pg_catalog.uuid
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 24
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.c1) as value,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (false) is false
and s.c1 <> '' offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when s.c1 operator(pg_catalog.<>) '' then (s.c1)::text
else null::text end collate pg_catalog."default" as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.text operator(pg_catalog.=) (bad.k1)::pg_catalog.text)
group by good.k1 )
select bad.row_number, bad.line_number, 'code'::text, bad.value, 'N', 't_code_key'::text, 'duplicate key value violates unique constraint "t_code_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'code', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.text operator(pg_catalog.=) (bad.k1)::pg_catalog.text
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 25
with e as materialized (select q.needed, q.row_number
from (
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end)::pg_catalog.uuid as f1,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number <> all('{3}'::bigint[]) ), wanted as materialized (
select distinct f1
from referring
where row(f1) is not null ), dangling as materialized (
select *
from wanted
where not exists (select
from only made.t as referred
where (referred.id)::pg_catalog.uuid operator(pg_catalog.=) (wanted.f1)::pg_catalog.uuid offset 0) )
select provider.row_number as needed, referring.row_number, referring.line_number, 'up_id'::text as column_name, referring.value, 'N' as sqlstate, 't_up_id_fkey'::text as constraint_name, tabular_import_engine.link_message('up', referring.value)::text as message, pg_catalog.format( 'Key (%s)=(%s) is not present in table "%s".', 'up_id', pg_catalog.concat_ws(', ', referring.f1), 't' ) as detail, 'Import the row that this one refers to first,
or correct the reference.'::text as hint
from referring
inner join dangling on (referring.f1)::pg_catalog.uuid operator(pg_catalog.=) (dangling.f1)::pg_catalog.uuid
left join referring as provider on (provider.k1)::pg_catalog.uuid operator(pg_catalog.=) (referring.f1)::pg_catalog.uuid ) as q)
select array(select e.needed
from e
where e.needed is not null
order by 1, e.row_number), array(select e.row_number
from e
where e.needed is not null
order by e.needed, 1), array(select e.row_number
from e
where e.needed is null)

-- executed 26
select q.row_number, q.line_number, q.column_name, q.value, q.sqlstate, q.constraint_name, q.message, q.detail, q.hint
from (
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end)::pg_catalog.uuid as f1,
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number <> all('{3}'::bigint[]) ), wanted as materialized (
select distinct f1
from referring
where row(f1) is not null ), dangling as materialized (
select *
from wanted
where not exists (select
from only made.t as referred
where (referred.id)::pg_catalog.uuid operator(pg_catalog.=) (wanted.f1)::pg_catalog.uuid offset 0) )
select provider.row_number as needed, referring.row_number, referring.line_number, 'up_id'::text as column_name, referring.value, 'N' as sqlstate, 't_up_id_fkey'::text as constraint_name, tabular_import_engine.link_message('up', referring.value)::text as message, pg_catalog.format( 'Key (%s)=(%s) is not present in table "%s".', 'up_id', pg_catalog.concat_ws(', ', referring.f1), 't' ) as detail, 'Import the row that this one refers to first,
or correct the reference.'::text as hint
from referring
inner join dangling on (referring.f1)::pg_catalog.uuid operator(pg_catalog.=) (dangling.f1)::pg_catalog.uuid
left join referring as provider on (provider.k1)::pg_catalog.uuid operator(pg_catalog.=) (referring.f1)::pg_catalog.uuid ) as q
where q.needed is null
or q.needed = any($1)

-- executed 27
with referring as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[1]) as value, (case
when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::uuid
when s.c2 operator(pg_catalog.<>) '' then s.c2::uuid
else null::uuid end)::pg_catalog.uuid as f1
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())) is false offset 0 ) as s
where true ), wanted as materialized (
select distinct f1
from referring
where row(f1) is not null ), provided as materialized (
select case
when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1)
union all select
case when s.c3 operator(pg_catalog.<>) '' then (s.c3)::uuid
else null::uuid end as k1
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 3 then true
else false end offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0 ) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (case
when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'uuid') then true
else not true end
else false end) is false
and s.c3 <> '' offset 0 ) as s
where true ), dangling as materialized (
select *
from wanted
where not exists (select
from only made.t as referred
where (referred.id)::pg_catalog.uuid operator(pg_catalog.=) (wanted.f1)::pg_catalog.uuid offset 0)
and not exists (select
from provided
where (provided.k1)::pg_catalog.uuid operator(pg_catalog.=) (wanted.f1)::pg_catalog.uuid) )
select referring.row_number, referring.line_number, 'up_id'::text as column_name, referring.value, 'N' as sqlstate, 't_up_id_fkey'::text as constraint_name, tabular_import_engine.link_message('up', referring.value)::text as message, pg_catalog.format( 'Key (%s)=(%s) is not present in table "%s".', 'up_id', pg_catalog.concat_ws(', ', referring.f1), 't' ) as detail, 'Import the row that this one refers to first,
or correct the reference.'::text as hint
from referring
inner join dangling on (referring.f1)::pg_catalog.uuid operator(pg_catalog.=) (dangling.f1)::pg_catalog.uuid
order by referring.row_number

-- executed 28
select pg_catalog.jsonb_object_agg(s.row_number, pg_catalog.jsonb_build_array(s.k1_1::pg_catalog.text)::pg_catalog.text)
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.row_number operator(pg_catalog.=) any($1)) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (select s.row_number, s.n1 as named
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s) as own on own.row_number operator(pg_catalog.=) s.row_number
where s.read_error is null
and s.k1_1 is not null
and own.named is null

-- executed 29
select pg_catalog.jsonb_object_agg(s.row_number, s.n1)
from (select s.row_number, s.line_number, s.read_error, s.c1,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text is not null then (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[f1.number])::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, (((select pg_catalog.current_setting('tabular_import.drawn')::pg_catalog.uuid[]))[s.row_number])::pg_catalog.text as c3,
case when l1.v1 is null then f1.number end as n1, array[case
when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when s.c2 operator(pg_catalog.<>) '' then s.c2::text end as k1_1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text
left join (
select q.k1, pg_catalog.min(q."s.row") as number
from (
select t1."s.row", t1.code as k1
from (select s.row_number as "s.row",
case when s.c1 operator(pg_catalog.<>) '' then s.c1::text end collate pg_catalog."default" as code
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where s.read_error is null offset 0) as t1 ) as q
where row(q.k1) is not null
group by q.k1 ) as f1 on (f1.k1)::pg_catalog.text operator(pg_catalog.=) (s.k1_1 collate pg_catalog."default")::pg_catalog.text offset 0) as s
where s.row_number operator(pg_catalog.=) any($1)
and s.n1 is not null

-- executed 30
select coalesce(jsonb_object_agg(n.key, to_jsonb(n.nearest)), '{}')
from (
with wanted as materialized (
select w.n, w.text, (w.key ->> 0)::pg_catalog.text as k1, pg_catalog.array_to_string(w.parts, '.') as joined
from (
select k.n, k.text, k.text::jsonb as key, array(select pg_catalog.jsonb_array_elements_text(k.text::jsonb)) as parts
from pg_catalog.unnest($1)
with ordinality as k (text, n) ) as w ), known as materialized (
select array[r.k1::text collate "default"] as parts
from (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as r limit 2001 ), few as materialized (
select k.parts, pg_catalog.left(pg_catalog.lower(pg_catalog.array_to_string(k.parts, '.')), 40) as folded
from known as k
where (select count(*)
from known) <= 2000
and true ), gram as (
select distinct w.n, pg_catalog.substr(f.folded, g.g, 2) as gram, pg_catalog.length(f.folded) as length
from wanted as w
cross join lateral (
select '^' || pg_catalog.left(pg_catalog.lower(w.joined), 40) || '$' as folded ) as f
cross join lateral pg_catalog.generate_series(1, pg_catalog.length(f.folded) - 1) as g (g) ), alike as (
select s.n, s.parts, s.folded
from (
select h.n, h.parts, h.folded, pg_catalog.row_number() over ( partition by h.n
order by h.shared / (h.length + pg_catalog.length(h.folded))::real desc, h.folded, h.parts ) as place
from (
select g.n, k.parts, k.folded, g.length, count(*) as shared
from (
select distinct f.parts, f.folded, pg_catalog.substr('^' || f.folded || '$', i.i, 2) as gram
from few as f
cross join lateral pg_catalog.generate_series(1, pg_catalog.length(f.folded) + 1) as i (i) ) as k
inner join gram as g on g.gram = k.gram
group by g.n, k.parts, k.folded, g.length ) as h ) as s
where s.place <= 8 ), neighbour as (
select w.n, b.parts, null::numeric as difference, 0::numeric as most
from wanted as w
cross join lateral ( (
select array[r.k1::text collate "default"] as parts, r.k1 as value
from (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as r
where r.k1 < w.k1
order by r.k1 desc limit 3 )
union all (
select array[r.k1::text collate "default"] as parts, r.k1 as value
from (
select t1.id as v1, t1.code as k1
from only made.t as t1
where t1.id is not null ) as r
where r.k1 > w.k1
order by r.k1 limit 3 ) ) as b ), candidate as (
select c.n, c.parts, pg_catalog.min(c.distance) as distance
from (
select w.n, a.parts, coalesce(a.difference, d.distance) as distance, pg_catalog.array_to_string(a.parts, '.') <> w.joined
and (d.distance <= greatest(1, d.length / 3)
or (d.shorter >= 4
and (pg_catalog.strpos(a.folded, d.folded) > 0
or pg_catalog.strpos(d.folded, a.folded) > 0))
or a.difference <= a.most) as is_near
from (
select a.n, a.parts, a.folded, null::numeric as difference, 0::numeric as most
from alike as a union
select b.n, b.parts, pg_catalog.left(pg_catalog.lower(pg_catalog.array_to_string(b.parts, '.')), 40), b.difference, b.most
from neighbour as b ) as a
inner join wanted as w on w.n = a.n
cross join lateral (
select tabular_import_engine.edit_distance(f.folded, a.folded) as distance, f.folded, greatest(pg_catalog.length(f.folded), pg_catalog.length(a.folded)) as length, least(pg_catalog.length(f.folded), pg_catalog.length(a.folded)) as shorter
from (select pg_catalog.left(pg_catalog.lower(w.joined), 40) as folded) as f offset 0 ) as d ) as c
where c.is_near
group by c.n, c.parts )
select w.text, pg_catalog.array_agg(c.shown
order by c.place)
from (
select c.n, c.parts[1] as shown, pg_catalog.row_number() over (partition by c.n
order by c.distance, c.parts collate "C") as place
from candidate as c ) as c
inner join wanted as w on w.n = c.n
where c.place <= 3
group by w.text ) as n (key, nearest)

-- executed 31
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 32
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 33
select s.row_number, s.line_number
from (select u.*
from tabular_import_staging.job as u
where u.row_number = 1 limit 1) as s
where s.read_error is null
and (coalesce(s.c1, '') = ''
or tabular_import_private.is_unit(s.c1))
and (false)

