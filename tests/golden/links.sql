-- described: lock references 1
with wanted as materialized (
select distinct (case
when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c1)::integer
when s.c1 operator(pg_catalog.<>) '' then s.c1::integer
else null::integer end)::pg_catalog.int4 as f1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null ), numbered as materialized (
select wanted.*, pg_catalog.row_number() over () as number
from wanted
where row(wanted.f1) is not null ), locked as materialized (
select numbered.number
from numbered
inner join only made.branch as referred on (referred.id)::pg_catalog.int4 operator(pg_catalog.=) (numbered.f1)::pg_catalog.int4 for key share of referred )
select 1
where (select pg_catalog.count(*)
from numbered) operator(pg_catalog.=) (select pg_catalog.count(*)
from (select distinct locked.number
from locked) as found)

-- described: lock references 2
with wanted as materialized (
select distinct (case
when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end)::pg_catalog.int4 as f1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null ), numbered as materialized (
select wanted.*, pg_catalog.row_number() over () as number
from wanted
where row(wanted.f1) is not null ), locked as materialized (
select numbered.number
from numbered
inner join only made.trunk as referred on (referred.id)::pg_catalog.int4 operator(pg_catalog.=) (numbered.f1)::pg_catalog.int4 for key share of referred )
select 1
where (select pg_catalog.count(*)
from numbered) operator(pg_catalog.=) (select pg_catalog.count(*)
from (select distinct locked.number
from locked) as found)

-- described: insert
insert into made.t (branch_id, trunk_id, n)
select case
when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c1)::integer
when s.c1 operator(pg_catalog.<>) '' then s.c1::integer
else null::integer end,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end,
case when s.c3 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c3, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c3)
when (s.c3::integer)::text operator(pg_catalog.=) s.c3 then s.c3
when tabular_import_engine.is_plain_number(s.c3) then s.c3
else tabular_import_engine.refuse_value(s.c3, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
order by s.row_number

-- described: bad cells
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), coalesce((bad.failure).detail, tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''))), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()), pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()),
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c3), 'integer') then true
when (tabular_import_engine.whole_number(s.c3)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c3) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c3)) end
else false end] as is_bad
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'branch_id'::text as column_name, 'integer'::text as type_title, s.raw[1] as value,
case when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.link_failure('{"nth": 1, "name": "branch", "cells": [{"parts": [1, 2], "place": 1}], "parts": [{"path": [N], "table": N, "column": "code"}, {"path": [], "table": N, "column": "code"}], "table": N, "title": "trunk.code, code", "words": {"parts": [{"name": "trunk.code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}, {"name": "code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}], "table": "branch", "sqlstate": "TI023"}, "is_own": false, "number": 1, "columns": ["branch_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_branch_id_fkey"}'::pg_catalog.jsonb, s.c1, s.raw[1], 'made, public')
else (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[1]
union all select 2 as position, 'trunk_id'::text as column_name, 'integer'::text as type_title, s.raw[2] as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then
case when
case when pg_catalog.substr(s.c2, 31) <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31)), 'integer') then true
when (tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31))::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31)) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31))) end
else false end then tabular_import_engine.link_failure('{"nth": 1, "name": "trunk", "cells": [{"parts": [1], "place": 2}], "parts": [{"path": [], "table": N, "column": "code"}], "table": N, "title": "code", "words": {"parts": [{"name": "code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}], "table": "trunk", "sqlstate": "TI023"}, "is_own": false, "number": 2, "columns": ["trunk_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_trunk_id_fkey"}'::pg_catalog.jsonb, s.c2, s.raw[2], 'made, public')
else row(null::pg_catalog.int8, 'TI023', pg_catalog.format('No row of %s that you may read has %s.', 'trunk', tabular_import_engine.missing_part('code', pg_catalog.substr(s.c2, 31))), tabular_import_engine.link_message('trunk', s.raw[2]), 'Import the row that this one refers to first,
or correct the cell.', null::pg_catalog.text, null::pg_catalog.text, 't_trunk_id_fkey', null::pg_catalog.text, null)::tabular_import_engine.statement_outcome end
else (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c2), 'integer') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[2]
union all select 3 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c3 as value, (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c3), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[3]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- described: missing values
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and (coalesce(s.c1, '') = '') offset 0 ) as s
cross join lateral (values ('branch_id', s.c1, s.raw[1])) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- described: taken key
select candidate.row_number, candidate.line_number, 'trunk_id'::text, candidate.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- described: repeated keys
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any('{}'::bigint[]) as is_bad, pg_catalog.concat_ws(', ', s.raw[2]) as value1,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1_1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
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
select held.row_number, held.line_number, 'trunk_id'::text, held.value1, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- described: merge classify
select array_agg(s.row_number) filter (where row(t.trunk_id) is null), array_agg(s.row_number) filter (where row(t.trunk_id) is not null
and not ( (case
when (t.branch_id)::text operator(pg_catalog.=) s.c1 then true
when coalesce(s.c1, '') operator(pg_catalog.=) '' then t.branch_id is null
else row(t.branch_id)::record operator(pg_catalog.*=) row((case
when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c1)::integer
when s.c1 operator(pg_catalog.<>) '' then s.c1::integer
else null::integer end)::integer)::record end)
and (case
when (t.n)::text operator(pg_catalog.=) s.c3 then true
when coalesce(s.c3, '') operator(pg_catalog.=) '' then t.n is null
else row(t.n)::record operator(pg_catalog.*=) row((case
when s.c3 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c3, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c3)
when (s.c3::integer)::text operator(pg_catalog.=) s.c3 then s.c3
when tabular_import_engine.is_plain_number(s.c3) then s.c3
else tabular_import_engine.refuse_value(s.c3, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end)::integer)::record end) )), pg_catalog.count(*), pg_catalog.count(t.ctid) operator(pg_catalog.<>) pg_catalog.count(distinct t.ctid) filter (where t.ctid is not null)
or pg_catalog.count(*) filter (where t.ctid is null) operator(pg_catalog.<>) pg_catalog.count(distinct s.k1) filter (where t.ctid is null
and row(s.k1) is not null)
from (
select s.row_number,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1, s.c1, s.c3
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s
left join only made.t as t on (t.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4

-- described: merge lock
select array_agg(l.row_number)
from (
select s.row_number
from only made.t as t
inner join (
select s.row_number,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1,
case when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c1)::integer
when s.c1 operator(pg_catalog.<>) '' then s.c1::integer
else null::integer end as v1,
case when s.c3 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c3, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c3)
when (s.c3::integer)::text operator(pg_catalog.=) s.c3 then s.c3
when tabular_import_engine.is_plain_number(s.c3) then s.c3
else tabular_import_engine.refuse_value(s.c3, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as v3
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[])) offset 0 ) as s on (t.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4
where row(t.branch_id, t.n)::record operator(pg_catalog.*<>) row((s.v1)::integer, (s.v3)::integer)::record
order by t.trunk_id for no key update of t ) as l

-- described: merge update
update only made.t as t set branch_id = (s.v1)::integer, n = (s.v3)::integer
from (
select s.row_number,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1,
case when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c1)::integer
when s.c1 operator(pg_catalog.<>) '' then s.c1::integer
else null::integer end as v1,
case when s.c3 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c3, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c3)
when (s.c3::integer)::text operator(pg_catalog.=) s.c3 then s.c3
when tabular_import_engine.is_plain_number(s.c3) then s.c3
else tabular_import_engine.refuse_value(s.c3, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end as v3
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and (true
or s.row_number operator(pg_catalog.=) any('{}'::bigint[]))
order by k1 offset 0 ) as s
where (t.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4
and row(t.branch_id, t.n)::record operator(pg_catalog.*<>) row((s.v1)::integer, (s.v3)::integer)::record

-- described: merge insert
insert into made.t (branch_id, trunk_id, n)
select case
when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c1)::integer
when s.c1 operator(pg_catalog.<>) '' then s.c1::integer
else null::integer end,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end,
case when s.c3 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c3, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c3)
when (s.c3::integer)::text operator(pg_catalog.=) s.c3 then s.c3
when tabular_import_engine.is_plain_number(s.c3) then s.c3
else tabular_import_engine.refuse_value(s.c3, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer
else null::integer end
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any('{}'::bigint[])
order by case
when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end

-- described: merge bad keys
with keyed as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value, coalesce(case
when row(case
when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end) is null then 'trunk_id'::text end) as empty,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and s.read_error is null
and (pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())) is false offset 0 ) as s ), repeated as materialized (
select keyed.k1, pg_catalog.min(keyed.row_number) as first
from keyed
where keyed.empty is null
group by keyed.k1 having pg_catalog.count(*) operator(pg_catalog.>) 1 )
select keyed.row_number, keyed.line_number, keyed.empty, null::text, 'N', null::text, pg_catalog.format('The row has no key: column "%s" is empty', keyed.empty), null::text, 'Fill in the cell.'::text
from keyed
where keyed.empty is not null
union all select keyed.row_number, keyed.line_number, 'trunk_id'::text, keyed.value, 'TI025', null::text, pg_catalog.format('Row %s of the file has the key (%s)=(%s) too', repeated.first, 'trunk_id', keyed.value), null::text, 'Leave one of the two rows in the file.'::text
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
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from (select *
from pg_catalog.jsonb_to_recordset('[]') as r (row_number bigint, line_number bigint, read_error text, ctid tid, c1 text, c2 text, c3 text)) as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null) as s
where (t.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (s.k1)::pg_catalog.int4 )
order by t.trunk_id for update of t) as l

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
select cardinality(r.numbers), (r.first::text::point)[0]::bigint, r.numbers = array(select generate_series(1::bigint + 1, 1::bigint + 1))
from (select (select array_agg(s.row_number)
from staged as s) as numbers, (select s.place
from staged as s limit 1) as first offset 0) as r

-- executed 4
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), coalesce((bad.failure).detail, tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''))), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()), pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()),
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c3), 'integer') then true
when (tabular_import_engine.whole_number(s.c3)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c3) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c3)) end
else false end] as is_bad
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'branch_id'::text as column_name, 'integer'::text as type_title, s.raw[1] as value,
case when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.link_failure('{"nth": 1, "name": "branch", "cells": [{"parts": [1, 2], "place": 1}], "parts": [{"path": [N], "table": N, "column": "code"}, {"path": [], "table": N, "column": "code"}], "table": N, "title": "trunk.code, code", "words": {"parts": [{"name": "trunk.code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}, {"name": "code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}], "table": "branch", "sqlstate": "TI023"}, "is_own": false, "number": 1, "columns": ["branch_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_branch_id_fkey"}'::pg_catalog.jsonb, s.c1, s.raw[1], 'made, public')
else (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[1]
union all select 2 as position, 'trunk_id'::text as column_name, 'integer'::text as type_title, s.raw[2] as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then
case when
case when pg_catalog.substr(s.c2, 31) <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31)), 'integer') then true
when (tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31))::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31)) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31))) end
else false end then tabular_import_engine.link_failure('{"nth": 1, "name": "trunk", "cells": [{"parts": [1], "place": 2}], "parts": [{"path": [], "table": N, "column": "code"}], "table": N, "title": "code", "words": {"parts": [{"name": "code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}], "table": "trunk", "sqlstate": "TI023"}, "is_own": false, "number": 2, "columns": ["trunk_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_trunk_id_fkey"}'::pg_catalog.jsonb, s.c2, s.raw[2], 'made, public')
else row(null::pg_catalog.int8, 'TI023', pg_catalog.format('No row of %s that you may read has %s.', 'trunk', tabular_import_engine.missing_part('code', pg_catalog.substr(s.c2, 31))), tabular_import_engine.link_message('trunk', s.raw[2]), 'Import the row that this one refers to first,
or correct the cell.', null::pg_catalog.text, null::pg_catalog.text, 't_trunk_id_fkey', null::pg_catalog.text, null)::tabular_import_engine.statement_outcome end
else (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c2), 'integer') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[2]
union all select 3 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c3 as value, (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c3), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[3]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 5
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and (coalesce(s.c1, '') = '') offset 0 ) as s
cross join lateral (values ('branch_id', s.c1, s.raw[1])) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 6
select candidate.row_number, candidate.line_number, 'trunk_id'::text, candidate.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4)
order by candidate.row_number

-- executed 7
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.raw[2]) as value1,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1_1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
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
select held.row_number, held.line_number, 'trunk_id'::text, held.value1, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- executed 8
select candidate.row_number, candidate.line_number, 'trunk_id'::text, candidate.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())) is false offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4)
order by candidate.row_number

-- executed 9
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())) is false offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where true
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4)
group by good.k1 )
select bad.row_number, bad.line_number, 'trunk_id'::text, bad.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 10
explain insert into made.t (branch_id, trunk_id, n)
select null, null, null
where false

-- executed 11
explain
select from (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l

-- executed 12
explain
select from (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l

-- executed 13
select pg_catalog.count(*) operator(pg_catalog.=) 1 as is_whole, coalesce(pg_catalog.bool_or((l1.v1 is null
and not (coalesce(s.c1, '') operator(pg_catalog.=) ''))
or (l2.v1 is null
and not (coalesce(s.c2, '') operator(pg_catalog.=) ''))), false) as is_refused, coalesce(pg_catalog.bool_or(l1.v1 is null
or l2.v1 is null), false) as has_null, coalesce(pg_catalog.bool_or((l1.v1)::pg_catalog.int8 operator(pg_catalog.=) '-N'::pg_catalog.int8
or (l2.v1)::pg_catalog.int8 operator(pg_catalog.=) '-N'::pg_catalog.int8), false) as is_unfit, pg_catalog.array_agg(coalesce((l1.v1)::pg_catalog.int8, '-N'::pg_catalog.int8)
order by s.row_number) operator(pg_catalog.||) pg_catalog.array_agg(coalesce((l2.v1)::pg_catalog.int8, '-N'::pg_catalog.int8)
order by s.row_number) as numbers, null::pg_catalog.uuid[] as uuids
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.*
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1 then true
else false end) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0

-- executed 14
insert into made.t (branch_id, trunk_id, n)
select s.f1::integer, s.f2::integer, s.c3::integer
from (
select s.*, ($2)[(s.row_number operator(pg_catalog.-) (0))::pg_catalog.int4] as f1, ($2)[(s.row_number operator(pg_catalog.-) (-1))::pg_catalog.int4] as f2
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 1
and s.row_number operator(pg_catalog.<=) 1 then true
else false end offset 0 ) as s
where true

-- executed 15
select pg_catalog.count(*) operator(pg_catalog.=) 1
and pg_catalog.count(s.read_error) operator(pg_catalog.=) 0 as is_whole, coalesce(pg_catalog.bool_or((l1.v1 is null
and not (coalesce(s.c1, '') operator(pg_catalog.=) ''))
or (l2.v1 is null
and not (coalesce(s.c2, '') operator(pg_catalog.=) ''))), false) as is_refused, coalesce(pg_catalog.bool_or(l1.v1 is null
or l2.v1 is null), false) as has_null, coalesce(pg_catalog.bool_or((l1.v1)::pg_catalog.int8 operator(pg_catalog.=) '-N'::pg_catalog.int8
or (l2.v1)::pg_catalog.int8 operator(pg_catalog.=) '-N'::pg_catalog.int8), false) as is_unfit, pg_catalog.array_agg(coalesce((l1.v1)::pg_catalog.int8, '-N'::pg_catalog.int8)
order by s.row_number) operator(pg_catalog.||) pg_catalog.array_agg(coalesce((l2.v1)::pg_catalog.int8, '-N'::pg_catalog.int8)
order by s.row_number) as numbers, null::pg_catalog.uuid[] as uuids
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.*
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 2 then true
else false end offset 0 ) as s
where true) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0

-- executed 16
select count(*), count(s.read_error)
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 2

-- executed 17
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), coalesce((bad.failure).detail, tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''))), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()), pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()),
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c3), 'integer') then true
when (tabular_import_engine.whole_number(s.c3)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c3) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c3)) end
else false end] as is_bad
from (
select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 2 then true
else false end offset 0 ) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0 ) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'branch_id'::text as column_name, 'integer'::text as type_title, s.raw[1] as value,
case when pg_catalog.starts_with(s.c1, tabular_import_engine.link_marker()) then tabular_import_engine.link_failure('{"nth": 1, "name": "branch", "cells": [{"parts": [1, 2], "place": 1}], "parts": [{"path": [N], "table": N, "column": "code"}, {"path": [], "table": N, "column": "code"}], "table": N, "title": "trunk.code, code", "words": {"parts": [{"name": "trunk.code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}, {"name": "code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}], "table": "branch", "sqlstate": "TI023"}, "is_own": false, "number": 1, "columns": ["branch_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_branch_id_fkey"}'::pg_catalog.jsonb, s.c1, s.raw[1], 'made, public')
else (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c1), 'integer') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[1]
union all select 2 as position, 'trunk_id'::text as column_name, 'integer'::text as type_title, s.raw[2] as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then
case when
case when pg_catalog.substr(s.c2, 31) <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31)), 'integer') then true
when (tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31))::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31)) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(pg_catalog.substr(s.c2, 31))) end
else false end then tabular_import_engine.link_failure('{"nth": 1, "name": "trunk", "cells": [{"parts": [1], "place": 2}], "parts": [{"path": [], "table": N, "column": "code"}], "table": N, "title": "code", "words": {"parts": [{"name": "code", "value": "case
when $1 operator(pg_catalog.<>) '''' then (case
when pg_catalog.strpos($1, ''.'') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number($1)
when ($1::integer)::text operator(pg_catalog.=) $1 then $1
when tabular_import_engine.is_plain_number($1) then $1
else tabular_import_engine.refuse_value($1, ''integer'', ''A number is written
with digits alone, without underscores
or prefixes such as 0x.'') end)::integer
else null::integer end", "is_internal_said": false}], "table": "trunk", "sqlstate": "TI023"}, "is_own": false, "number": 2, "columns": ["trunk_id"], "similar": "error", "referred": ["id"], "constants": {}, "constraint": N, "on_missing": "error", "constraint_name": "t_trunk_id_fkey"}'::pg_catalog.jsonb, s.c2, s.raw[2], 'made, public')
else row(null::pg_catalog.int8, 'TI023', pg_catalog.format('No row of %s that you may read has %s.', 'trunk', tabular_import_engine.missing_part('code', pg_catalog.substr(s.c2, 31))), tabular_import_engine.link_message('trunk', s.raw[2]), 'Import the row that this one refers to first,
or correct the cell.', null::pg_catalog.text, null::pg_catalog.text, 't_trunk_id_fkey', null::pg_catalog.text, null)::tabular_import_engine.statement_outcome end
else (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c2), 'integer') as e offset 0) as f offset 0) as i) end as failure
where s.is_bad[2]
union all select 3 as position, 'n'::text as column_name, 'integer'::text as type_title, s.c3 as value, (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c3), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[3]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 18
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (
select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and case
when s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 2 then true
else false end offset 0 ) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0 ) as s
where true
and s.read_error is null
and (coalesce(s.c1, '') = '') offset 0 ) as s
cross join lateral (values ('branch_id', s.c1, s.raw[1])) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 19
select candidate.row_number, candidate.line_number, 'trunk_id'::text, candidate.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($1) offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- executed 20
with keyed as not materialized (
select s.row_number, s.line_number, s.row_number operator(pg_catalog.=) any($2) as is_bad, pg_catalog.concat_ws(', ', s.raw[2]) as value1,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1_1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
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
select held.row_number, held.line_number, 'trunk_id'::text, held.value1, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(held.k1_1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', held.first1, 'Take the row out,
or give it a value that is not in use yet.')
from held
where held.first1 operator(pg_catalog.<) held.row_number
order by 1

-- executed 21
select candidate.row_number, candidate.line_number, 'trunk_id'::text, candidate.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(candidate.k1::text, 'null'))), 'Take the row out,
or give it a value that is not in use yet.'::text
from (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())) is false offset 0 ) as s
where true offset 0 ) as candidate
where row(candidate.k1) is not null
and exists (select
from only made.t as target
where (target.trunk_id)::pg_catalog.int4 operator(pg_catalog.=) (candidate.k1)::pg_catalog.int4 offset 0)
order by candidate.row_number

-- executed 22
with bad as materialized (
select s.row_number, s.line_number, pg_catalog.concat_ws(', ', s.raw[2]) as value,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.=) any($1)
and (pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker())) is false offset 0 ) as s
where true ), holder as materialized (
select good.k1, pg_catalog.min(good.row_number) as first
from (
select s.row_number,
case when pg_catalog.starts_with(s.c2, tabular_import_engine.link_marker()) then tabular_import_engine.refuse_link(s.c2)::integer
when s.c2 operator(pg_catalog.<>) '' then s.c2::integer
else null::integer end as k1
from (select s.row_number, s.line_number, s.read_error,
case when l1.v1 is not null then l1.v1::pg_catalog.text
when coalesce(s.c1, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c1 end as c1,
case when l2.v1 is not null then l2.v1::pg_catalog.text
when coalesce(s.c2, '') operator(pg_catalog.=) '' then ''
else tabular_import_engine.link_marker() operator(pg_catalog.||) s.c2 end as c2, s.c3, array[case
when coalesce(s.c1, '') operator(pg_catalog.=) '' then null
else s.c1 end,
case when coalesce(s.c2, '') operator(pg_catalog.=) '' then null
else s.c2 end]::pg_catalog.text[] as raw, s.ctid
from (
select s.*,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[1], 'integer') then (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] end then s.p1[1]::integer
when s.p1[1] operator(pg_catalog.<>) '' then
case when
case when s.p1[1] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[1]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[1])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[1]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[1])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[1], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[1])
when (s.p1[1]::integer)::text operator(pg_catalog.=) s.p1[1] then s.p1[1]
when tabular_import_engine.is_plain_number(s.p1[1]) then s.p1[1]
else tabular_import_engine.refuse_value(s.p1[1], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_1,
case when pg_catalog.cardinality(s.p1) operator(pg_catalog.=) 2 then
case when
case when pg_catalog.pg_input_is_valid(s.p1[2], 'integer') then (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] end then s.p1[2]::integer
when s.p1[2] operator(pg_catalog.<>) '' then
case when
case when s.p1[2] operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.p1[2]), 'integer') then true
when (tabular_import_engine.whole_number(s.p1[2])::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.p1[2]) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.p1[2])) end
else false end then null
else (case
when pg_catalog.strpos(s.p1[2], '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.p1[2])
when (s.p1[2]::integer)::text operator(pg_catalog.=) s.p1[2] then s.p1[2]
when tabular_import_engine.is_plain_number(s.p1[2]) then s.p1[2]
else tabular_import_engine.refuse_value(s.p1[2], 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end end as k1_2,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k2_1
from (
select s.*,
case when pg_catalog.strpos(s.c1, '"') operator(pg_catalog.=) 0 then pg_catalog.string_to_array(s.c1, '.', '')
else tabular_import_engine.identity_parts(s.c1, 2) end as p1
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t2.code as k1, t1.code as k2
from only made.branch as t1
inner join only made.trunk as t2 on (t2.id)::pg_catalog.int4 operator(pg_catalog.=) (t1.trunk_id)::pg_catalog.int4
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
and (l1.k2)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_2)::pg_catalog.int4
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l2 on (l2.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k2_1)::pg_catalog.int4 offset 0) as s
where s.row_number > 1
and s.read_error is null
and s.row_number operator(pg_catalog.<>) all($2) offset 0 ) as good
where exists (select
from bad
where (good.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4)
group by good.k1 )
select bad.row_number, bad.line_number, 'trunk_id'::text, bad.value, 'N', 't_trunk_id_key'::text, 'duplicate key value violates unique constraint "t_trunk_id_key"'::text, pg_catalog.format('Key (%s)=(%s) already exists.', 'trunk_id', pg_catalog.concat_ws(', ', coalesce(bad.k1::text, 'null'))), pg_catalog.format('Row %s of the file has it already. %s', holder.first, 'Take the row out,
or give it a value that is not in use yet.')
from bad
inner join holder on (holder.k1)::pg_catalog.int4 operator(pg_catalog.=) (bad.k1)::pg_catalog.int4
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number

-- executed 23
select pg_catalog.jsonb_object_agg(s.row_number, pg_catalog.jsonb_build_array(s.k1_1::pg_catalog.text)::pg_catalog.text)
from (
select s.*,
case when
case when pg_catalog.pg_input_is_valid(s.c2, 'integer') then (s.c2::integer)::text operator(pg_catalog.=) s.c2 end then s.c2::integer
when s.c2 operator(pg_catalog.<>) '' then
case when
case when s.c2 operator(pg_catalog.<>) '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c2), 'integer') then true
when (tabular_import_engine.whole_number(s.c2)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c2) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c2)) end
else false end then null
else (case
when pg_catalog.strpos(s.c2, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c2)
when (s.c2::integer)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_plain_number(s.c2) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.') end)::integer end end as k1_1
from (
select s.*
from (select s.row_number, s.line_number, s.read_error, s.c1, s.c2, s.c3, array[]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.row_number operator(pg_catalog.=) any($1)) as s offset 0 ) as s offset 0 ) as s
left join (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as l1 on (l1.k1)::pg_catalog.int4 operator(pg_catalog.=) (s.k1_1)::pg_catalog.int4
where s.read_error is null
and s.k1_1 is not null

-- executed 24
select coalesce(jsonb_object_agg(n.key, to_jsonb(n.nearest)), '{}')
from (
with wanted as materialized (
select w.n, w.text, (w.key ->> 0)::pg_catalog.int4 as k1, pg_catalog.array_to_string(w.parts, '.') as joined
from (
select k.n, k.text, k.text::jsonb as key, array(select pg_catalog.jsonb_array_elements_text(k.text::jsonb)) as parts
from pg_catalog.unnest($1)
with ordinality as k (text, n) ) as w ), known as materialized (
select array[r.k1::text collate "default"] as parts
from (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as r limit 2001 ), few as materialized (
select k.parts, pg_catalog.left(pg_catalog.lower(pg_catalog.array_to_string(k.parts, '.')), 40) as folded
from known as k
where (select count(*)
from known) <= 2000
and false ), gram as (
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
select w.n, b.parts, abs(b.value::numeric - w.k1::numeric) as difference, greatest(3, abs(w.k1::numeric) / 10) as most
from wanted as w
cross join lateral ( (
select array[r.k1::text collate "default"] as parts, r.k1 as value
from (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
where t1.id is not null ) as r
where r.k1 < w.k1
order by r.k1 desc limit 3 )
union all (
select array[r.k1::text collate "default"] as parts, r.k1 as value
from (
select t1.id as v1, t1.code as k1
from only made.trunk as t1
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

-- executed 25
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2, s.c3]::text[] as cells
from tabular_import_staging.job as s) as s
left join unnest($3) as b (row_number) on b.row_number = s.row_number

-- executed 26
select count(*), coalesce(bool_or(strpos(s.read_error, 'set option skip_rows to ') > 0), false)
from tabular_import_staging.job as s

-- executed 27
select s.row_number, s.line_number
from (select u.*
from tabular_import_staging.job as u
where u.row_number = 1 limit 1) as s
where s.read_error is null
and (coalesce(s.c3, '') = ''
or tabular_import_private.is_unit(s.c3)
and s.c3 !~ '[0-9]')
and (s.c3 <> '')

