-- described: typed rows
select s.row_number,
case when s.t1 is null
or pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-'
and (s.t1)::text operator(pg_catalog.=) s.c1
or (tabular_import_engine.is_exact_date(s.c1)) then s.t1
else tabular_import_engine.refuse_value(s.c1, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.')::date end as c1,
case when s.t2 is null
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.t2)::text operator(pg_catalog.=) s.c2
or (tabular_import_engine.is_exact_timestamp(s.c2, 6)) then s.t2
else tabular_import_engine.refuse_value(s.c2, 'timestamp without time zone', 'A timestamp is written YYYY-MM-DD HH:MM:SS
with at most 6 digit(s) behind the point, without a zone.')::timestamp without time zone end as c2,
case when s.t3 is null
or (s.t3)::text operator(pg_catalog.=) s.c3
or (tabular_import_engine.is_exact_numeric(s.c3, 2)) then s.t3
else tabular_import_engine.refuse_value(s.c3, 'numeric(6,2)', 'The column keeps 2 digit(s) behind the decimal point; the value would be rounded.')::numeric(6,2) end as c3, s.t4 as c4, s.c5, s.t6 as c6,
case when s.t7 is null
or (s.t7)::text operator(pg_catalog.=) s.c7
or (tabular_import_engine.is_plain_number(s.c7)) then s.t7
else tabular_import_engine.refuse_value(s.c7, 'integer', 'A number is written
with digits alone, without underscores
or prefixes such as 0x.')::integer end as c7
from (
select s.*, nullif(s.c1, '')::date as t1, nullif(s.c2, '')::timestamp without time zone as t2, nullif(s.c3, '')::numeric(6,2) as t3, nullif(s.c4, '')::boolean as t4, nullif(s.c6, '')::text as t6, nullif(s.c7, '')::integer as t7
{source}
and s.read_error is null offset 0 ) as s

-- described: insert
insert into made.t (d, at, x, b, m, s, u)
select case
when s.c1 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-'
and (s.c1::date)::text operator(pg_catalog.=) s.c1 then s.c1
when tabular_import_engine.is_exact_date(s.c1) then s.c1
else tabular_import_engine.refuse_value(s.c1, 'date', 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.') end)::date
else null::date end,
case when s.c2 operator(pg_catalog.<>) '' then (case
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::timestamp without time zone)::text operator(pg_catalog.=) s.c2 then s.c2
when tabular_import_engine.is_exact_timestamp(s.c2, 6) then s.c2
else tabular_import_engine.refuse_value(s.c2, 'timestamp without time zone', 'A timestamp is written YYYY-MM-DD HH:MM:SS
with at most 6 digit(s) behind the point, without a zone.') end)::timestamp without time zone
else null::timestamp without time zone end,
case when s.c3 operator(pg_catalog.<>) '' then (case
when (s.c3::numeric(6,2))::text operator(pg_catalog.=) s.c3 then s.c3
when tabular_import_engine.is_exact_numeric(s.c3, 2) then s.c3
else tabular_import_engine.refuse_value(s.c3, 'numeric(6,2)', 'The column keeps 2 digit(s) behind the decimal point; the value would be rounded.') end)::numeric(6,2)
else null::numeric(6,2) end,
case when s.c4 operator(pg_catalog.<>) '' then (s.c4)::boolean
else null::boolean end,
case when s.c5 operator(pg_catalog.<>) '' then (s.c5)::made.mood
else null::made.mood end,
case when s.c6 operator(pg_catalog.<>) '' then (s.c6)::text
else null::text end,
case when s.c7 operator(pg_catalog.<>) '' then (case
when pg_catalog.strpos(s.c7, '.') operator(pg_catalog.>) 0 then tabular_import_engine.whole_number(s.c7)
when (s.c7::integer)::text operator(pg_catalog.=) s.c7 then s.c7
when tabular_import_engine.is_plain_number(s.c7) then s.c7
else tabular_import_engine.refuse_value(s.c7, 'integer', 'A number is written
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
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c1, 'date') then true
when pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-'
and (s.c1::date)::text operator(pg_catalog.=) s.c1 then false
else not tabular_import_engine.is_exact_date(s.c1) end
else false end,
case when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'timestamp without time zone') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::timestamp without time zone)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_timestamp(s.c2, 6) end
else false end,
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'numeric(6,2)') then true
when (s.c3::numeric(6,2))::text operator(pg_catalog.=) s.c3 then false
else not tabular_import_engine.is_exact_numeric(s.c3, 2) end
else false end,
case when s.c4 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c4, 'boolean') then true
else not true end
else false end,
case when s.c5 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c5, 'made.mood') then true
else not true end
else false end,
case when s.c7 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c7), 'integer') then true
when (tabular_import_engine.whole_number(s.c7)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c7) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c7)) end
else false end] as is_bad
{source}
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'd'::text as column_name, 'date'::text as type_title, s.c1 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_date(s.c1)
or pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c1, 'date') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[1]
union all select 2 as position, 'at'::text as column_name, 'timestamp'::text as type_title, s.c2 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A timestamp is written YYYY-MM-DD HH:MM:SS
with at most 6 digit(s) behind the point, without a zone.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_timestamp(s.c2, 6)
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c2, 'timestamp without time zone') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[2]
union all select 3 as position, 'x'::text as column_name, 'decimal'::text as type_title, s.c3 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'The column keeps 2 digit(s) behind the decimal point; the value would be rounded.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c3, 'numeric(6,2)') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[3]
union all select 4 as position, 'b'::text as column_name, 'boolean'::text as type_title, s.c4 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c4, 'boolean') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[4]
union all select 5 as position, 'm'::text as column_name, 'enum(''Sad'', ''Ok'')'::text as type_title, s.c5 as value, (select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c5, 'made.mood') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[5]
union all select 7 as position, 'u'::text as column_name, 'integer'::text as type_title, s.c7 as value, (select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c7), 'integer') as e offset 0) as f offset 0) as i) as failure
where s.is_bad[6]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- described: missing values
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
{source}
and s.read_error is null
and (coalesce(s.c4, '') = '') offset 0 ) as s
cross join lateral (values ('b', s.c4, s.c4)) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

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
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '')), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c1, 'date') then true
when pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-'
and (s.c1::date)::text operator(pg_catalog.=) s.c1 then false
else not tabular_import_engine.is_exact_date(s.c1) end
else false end,
case when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'timestamp without time zone') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::timestamp without time zone)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_timestamp(s.c2, 6) end
else false end,
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'numeric(6,2)') then true
when (s.c3::numeric(6,2))::text operator(pg_catalog.=) s.c3 then false
else not tabular_import_engine.is_exact_numeric(s.c3, 2) end
else false end,
case when s.c4 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c4, 'boolean') then true
else not true end
else false end,
case when s.c5 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c5, 'made.mood') then true
else not true end
else false end,
case when s.c7 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c7), 'integer') then true
when (tabular_import_engine.whole_number(s.c7)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c7) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c7)) end
else false end] as is_bad
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) '' then ''
else case
when (s.c1 operator(pg_catalog.~~) '__.__.____'
or s.c1 operator(pg_catalog.~~) '__/__/____'
or s.c1 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c1) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c1, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 1, 2)
when (s.c1 operator(pg_catalog.~~) '____-__-__'
or s.c1 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c1, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c1
when pg_catalog.octet_length(s.c1) operator(pg_catalog.<) 10
and (s.c1 operator(pg_catalog.~~) '%.%.____'
or s.c1 operator(pg_catalog.~~) '%/%/____'
or s.c1 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 1), 2, '0')
when s.c1 operator(pg_catalog.~) '^[0-9]{1,2}(?:[.][0-9]{1,2}[.]|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}$'
and pg_catalog.length(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)) operator(pg_catalog.=) 2 then ((pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)::pg_catalog.int4 operator(pg_catalog.+) 50) operator(pg_catalog.%) 100 operator(pg_catalog.+) 1950)::pg_catalog.text operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c1, 'DMY', 1950, ' '),
case when s.c1 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c1
else s.c1 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c1,
case when s.c2 operator(pg_catalog.=) '' then ''
else case
when (s.c2 operator(pg_catalog.~~) '__.__.____'
or s.c2 operator(pg_catalog.~~) '__/__/____'
or s.c2 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2)
when (s.c2 operator(pg_catalog.~~) '__.__.____ __:__'
or s.c2 operator(pg_catalog.~~) '__.__.____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__:__')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) pg_catalog.length(s.c2)
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 11
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.substr(s.c2, 12, 2) operator(pg_catalog.<>) '24' then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2) operator(pg_catalog.||) pg_catalog.substr(s.c2, 11)
when (s.c2 operator(pg_catalog.~~) '____-__-__'
or s.c2 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c2, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c2
when pg_catalog.octet_length(s.c2) operator(pg_catalog.<) 10
and (s.c2 operator(pg_catalog.~~) '%.%.____'
or s.c2 operator(pg_catalog.~~) '%/%/____'
or s.c2 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c2, 'DMY', null, ' '),
case when s.c2 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c2
else s.c2 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c2,
case when s.c3 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c3, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c3) operator(pg_catalog.=) pg_catalog.length(s.c3)
and ( (pg_catalog.ascii(s.c3) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c3) operator(pg_catalog.=) 45
and s.c3 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c3, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c3
when s.c3 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c3, '.−''’ ()+%', '.-')
when s.c3 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c3
else s.c3 operator(pg_catalog.||) pg_catalog.chr(1) end end as c3,
case when s.c4 operator(pg_catalog.=) '' then ''
else case
when s.c4 operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
when pg_catalog.lower(s.c4) operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
else s.c4 end end as c4,
case when s.c5 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{sad}'::pg_catalog.text[]) then 'Sad'
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{ok}'::pg_catalog.text[]) then 'Ok'
else s.c5 end end as c5, (select
case when t.v operator(pg_catalog.=) any ('{-}'::pg_catalog.text[]) then ''
else case
when t.v operator(pg_catalog.=) 'Bostn' then 'Boston'
else t.v end end
from (select
case when pg_catalog.ascii(s.c6) operator(pg_catalog.>) 32
and pg_catalog.ascii(s.c6) operator(pg_catalog.<) 127
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.>) 32
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.<) 127 then s.c6
else pg_catalog.btrim(s.c6, ' ') end as v offset 0) as t) as c6,
case when s.c7 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c7, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c7) operator(pg_catalog.=) pg_catalog.length(s.c7)
and ( (pg_catalog.ascii(s.c7) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c7) operator(pg_catalog.=) 45
and s.c7 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c7, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c7
when s.c7 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c7, '.−''’ ()+%', '.-')
when s.c7 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c7
else s.c7 operator(pg_catalog.||) pg_catalog.chr(1) end end as c7, array[s.c1, s.c2, s.c3, s.c4, s.c5, s.c6, s.c7]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'd'::text as column_name, 'date'::text as type_title, s.raw[1] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_date(s.c1)
or pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c1, 'date') as e offset 0) as f offset 0) as i), 1082, '{"century": 1950, "date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[1]) as failure
where s.is_bad[1]
union all select 2 as position, 'at'::text as column_name, 'timestamp'::text as type_title, s.raw[2] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A timestamp is written YYYY-MM-DD HH:MM:SS
with at most 6 digit(s) behind the point, without a zone.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_timestamp(s.c2, 6)
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c2, 'timestamp without time zone') as e offset 0) as f offset 0) as i), 1114, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[2]) as failure
where s.is_bad[2]
union all select 3 as position, 'x'::text as column_name, 'decimal'::text as type_title, s.raw[3] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'The column keeps 2 digit(s) behind the decimal point; the value would be rounded.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c3, 'numeric(6,2)') as e offset 0) as f offset 0) as i), 1700, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[3]) as failure
where s.is_bad[3]
union all select 4 as position, 'b'::text as column_name, 'boolean'::text as type_title, s.raw[4] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c4, 'boolean') as e offset 0) as f offset 0) as i), 16, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[4]) as failure
where s.is_bad[4]
union all select 5 as position, 'm'::text as column_name, 'enum(''Sad'', ''Ok'')'::text as type_title, s.raw[5] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c5, 'made.mood') as e offset 0) as f offset 0) as i), N, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[5]) as failure
where s.is_bad[5]
union all select 7 as position, 'u'::text as column_name, 'integer'::text as type_title, s.raw[7] as value, tabular_import_engine.rule_failure((select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c7), 'integer') as e offset 0) as f offset 0) as i), 23, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[7]) as failure
where s.is_bad[6]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 5
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) '' then ''
else case
when (s.c1 operator(pg_catalog.~~) '__.__.____'
or s.c1 operator(pg_catalog.~~) '__/__/____'
or s.c1 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c1) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c1, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 1, 2)
when (s.c1 operator(pg_catalog.~~) '____-__-__'
or s.c1 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c1, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c1
when pg_catalog.octet_length(s.c1) operator(pg_catalog.<) 10
and (s.c1 operator(pg_catalog.~~) '%.%.____'
or s.c1 operator(pg_catalog.~~) '%/%/____'
or s.c1 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 1), 2, '0')
when s.c1 operator(pg_catalog.~) '^[0-9]{1,2}(?:[.][0-9]{1,2}[.]|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}$'
and pg_catalog.length(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)) operator(pg_catalog.=) 2 then ((pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)::pg_catalog.int4 operator(pg_catalog.+) 50) operator(pg_catalog.%) 100 operator(pg_catalog.+) 1950)::pg_catalog.text operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c1, 'DMY', 1950, ' '),
case when s.c1 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c1
else s.c1 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c1,
case when s.c2 operator(pg_catalog.=) '' then ''
else case
when (s.c2 operator(pg_catalog.~~) '__.__.____'
or s.c2 operator(pg_catalog.~~) '__/__/____'
or s.c2 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2)
when (s.c2 operator(pg_catalog.~~) '__.__.____ __:__'
or s.c2 operator(pg_catalog.~~) '__.__.____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__:__')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) pg_catalog.length(s.c2)
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 11
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.substr(s.c2, 12, 2) operator(pg_catalog.<>) '24' then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2) operator(pg_catalog.||) pg_catalog.substr(s.c2, 11)
when (s.c2 operator(pg_catalog.~~) '____-__-__'
or s.c2 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c2, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c2
when pg_catalog.octet_length(s.c2) operator(pg_catalog.<) 10
and (s.c2 operator(pg_catalog.~~) '%.%.____'
or s.c2 operator(pg_catalog.~~) '%/%/____'
or s.c2 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c2, 'DMY', null, ' '),
case when s.c2 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c2
else s.c2 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c2,
case when s.c3 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c3, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c3) operator(pg_catalog.=) pg_catalog.length(s.c3)
and ( (pg_catalog.ascii(s.c3) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c3) operator(pg_catalog.=) 45
and s.c3 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c3, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c3
when s.c3 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c3, '.−''’ ()+%', '.-')
when s.c3 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c3
else s.c3 operator(pg_catalog.||) pg_catalog.chr(1) end end as c3,
case when s.c4 operator(pg_catalog.=) '' then ''
else case
when s.c4 operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
when pg_catalog.lower(s.c4) operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
else s.c4 end end as c4,
case when s.c5 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{sad}'::pg_catalog.text[]) then 'Sad'
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{ok}'::pg_catalog.text[]) then 'Ok'
else s.c5 end end as c5, (select
case when t.v operator(pg_catalog.=) any ('{-}'::pg_catalog.text[]) then ''
else case
when t.v operator(pg_catalog.=) 'Bostn' then 'Boston'
else t.v end end
from (select
case when pg_catalog.ascii(s.c6) operator(pg_catalog.>) 32
and pg_catalog.ascii(s.c6) operator(pg_catalog.<) 127
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.>) 32
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.<) 127 then s.c6
else pg_catalog.btrim(s.c6, ' ') end as v offset 0) as t) as c6,
case when s.c7 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c7, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c7) operator(pg_catalog.=) pg_catalog.length(s.c7)
and ( (pg_catalog.ascii(s.c7) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c7) operator(pg_catalog.=) 45
and s.c7 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c7, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c7
when s.c7 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c7, '.−''’ ()+%', '.-')
when s.c7 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c7
else s.c7 operator(pg_catalog.||) pg_catalog.chr(1) end end as c7, array[s.c1, s.c2, s.c3, s.c4, s.c5, s.c6, s.c7]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s) as s
where true
and s.read_error is null
and (coalesce(s.c4, '') = '') offset 0 ) as s
cross join lateral (values ('b', s.c4, s.raw[4])) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 6
explain insert into made.t (d, at, x, b, m, s, u)
select null, null, null, null, null, null, null
where false

-- executed 7
insert into made.t (d, at, x, b, m, s, u)
select s.c1::date, s.c2::timestamp without time zone, s.c3::numeric(6,2), s.c4::boolean,
case when s.c5 operator(pg_catalog.<>) '' then (s.c5)::made.mood
else null::made.mood end, s.c6::text, s.c7::integer
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
and s.row_number operator(pg_catalog.<=) 2

-- executed 9
select s.row_number, s.line_number, bad.column_name, nullif(bad.value, ''), (bad.failure).sqlstate, nullif((bad.failure).constraint_name, ''), tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '')), (bad.failure).message, tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
select s.*, array[case
when s.c1 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c1, 'date') then true
when pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-'
and (s.c1::date)::text operator(pg_catalog.=) s.c1 then false
else not tabular_import_engine.is_exact_date(s.c1) end
else false end,
case when s.c2 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c2, 'timestamp without time zone') then true
when pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-'
and (s.c2::timestamp without time zone)::text operator(pg_catalog.=) s.c2 then false
else not tabular_import_engine.is_exact_timestamp(s.c2, 6) end
else false end,
case when s.c3 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c3, 'numeric(6,2)') then true
when (s.c3::numeric(6,2))::text operator(pg_catalog.=) s.c3 then false
else not tabular_import_engine.is_exact_numeric(s.c3, 2) end
else false end,
case when s.c4 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c4, 'boolean') then true
else not true end
else false end,
case when s.c5 <> '' then
case when not pg_catalog.pg_input_is_valid(s.c5, 'made.mood') then true
else not true end
else false end,
case when s.c7 <> '' then
case when not pg_catalog.pg_input_is_valid(tabular_import_engine.whole_number(s.c7), 'integer') then true
when (tabular_import_engine.whole_number(s.c7)::integer)::text operator(pg_catalog.=) tabular_import_engine.whole_number(s.c7) then false
else not tabular_import_engine.is_plain_number(tabular_import_engine.whole_number(s.c7)) end
else false end] as is_bad
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) '' then ''
else case
when (s.c1 operator(pg_catalog.~~) '__.__.____'
or s.c1 operator(pg_catalog.~~) '__/__/____'
or s.c1 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c1) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c1, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 1, 2)
when (s.c1 operator(pg_catalog.~~) '____-__-__'
or s.c1 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c1, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c1
when pg_catalog.octet_length(s.c1) operator(pg_catalog.<) 10
and (s.c1 operator(pg_catalog.~~) '%.%.____'
or s.c1 operator(pg_catalog.~~) '%/%/____'
or s.c1 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 1), 2, '0')
when s.c1 operator(pg_catalog.~) '^[0-9]{1,2}(?:[.][0-9]{1,2}[.]|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}$'
and pg_catalog.length(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)) operator(pg_catalog.=) 2 then ((pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)::pg_catalog.int4 operator(pg_catalog.+) 50) operator(pg_catalog.%) 100 operator(pg_catalog.+) 1950)::pg_catalog.text operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c1, 'DMY', 1950, ' '),
case when s.c1 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c1
else s.c1 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c1,
case when s.c2 operator(pg_catalog.=) '' then ''
else case
when (s.c2 operator(pg_catalog.~~) '__.__.____'
or s.c2 operator(pg_catalog.~~) '__/__/____'
or s.c2 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2)
when (s.c2 operator(pg_catalog.~~) '__.__.____ __:__'
or s.c2 operator(pg_catalog.~~) '__.__.____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__:__')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) pg_catalog.length(s.c2)
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 11
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.substr(s.c2, 12, 2) operator(pg_catalog.<>) '24' then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2) operator(pg_catalog.||) pg_catalog.substr(s.c2, 11)
when (s.c2 operator(pg_catalog.~~) '____-__-__'
or s.c2 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c2, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c2
when pg_catalog.octet_length(s.c2) operator(pg_catalog.<) 10
and (s.c2 operator(pg_catalog.~~) '%.%.____'
or s.c2 operator(pg_catalog.~~) '%/%/____'
or s.c2 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c2, 'DMY', null, ' '),
case when s.c2 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c2
else s.c2 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c2,
case when s.c3 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c3, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c3) operator(pg_catalog.=) pg_catalog.length(s.c3)
and ( (pg_catalog.ascii(s.c3) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c3) operator(pg_catalog.=) 45
and s.c3 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c3, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c3
when s.c3 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c3, '.−''’ ()+%', '.-')
when s.c3 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c3
else s.c3 operator(pg_catalog.||) pg_catalog.chr(1) end end as c3,
case when s.c4 operator(pg_catalog.=) '' then ''
else case
when s.c4 operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
when pg_catalog.lower(s.c4) operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
else s.c4 end end as c4,
case when s.c5 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{sad}'::pg_catalog.text[]) then 'Sad'
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{ok}'::pg_catalog.text[]) then 'Ok'
else s.c5 end end as c5, (select
case when t.v operator(pg_catalog.=) any ('{-}'::pg_catalog.text[]) then ''
else case
when t.v operator(pg_catalog.=) 'Bostn' then 'Boston'
else t.v end end
from (select
case when pg_catalog.ascii(s.c6) operator(pg_catalog.>) 32
and pg_catalog.ascii(s.c6) operator(pg_catalog.<) 127
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.>) 32
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.<) 127 then s.c6
else pg_catalog.btrim(s.c6, ' ') end as v offset 0) as t) as c6,
case when s.c7 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c7, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c7) operator(pg_catalog.=) pg_catalog.length(s.c7)
and ( (pg_catalog.ascii(s.c7) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c7) operator(pg_catalog.=) 45
and s.c7 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c7, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c7
when s.c7 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c7, '.−''’ ()+%', '.-')
when s.c7 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c7
else s.c7 operator(pg_catalog.||) pg_catalog.chr(1) end end as c7, array[s.c1, s.c2, s.c3, s.c4, s.c5, s.c6, s.c7]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 2 offset 0 ) as s
where true
and s.read_error is null offset 0 ) as s
cross join lateral (select 1 as position, 'd'::text as column_name, 'date'::text as type_title, s.raw[1] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A date is written YYYY-MM-DD; other spellings can mean several days,
and words are not dates.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_date(s.c1)
or pg_catalog.substr(s.c1, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c1, 'date') as e offset 0) as f offset 0) as i), 1082, '{"century": 1950, "date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[1]) as failure
where s.is_bad[1]
union all select 2 as position, 'at'::text as column_name, 'timestamp'::text as type_title, s.raw[2] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'A timestamp is written YYYY-MM-DD HH:MM:SS
with at most 6 digit(s) behind the point, without a zone.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not (tabular_import_engine.is_exact_timestamp(s.c2, 6)
or pg_catalog.substr(s.c2, 5, 1) operator(pg_catalog.=) '-') as r
from (select pg_catalog.pg_input_error_info(s.c2, 'timestamp without time zone') as e offset 0) as f offset 0) as i), 1114, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[2]) as failure
where s.is_bad[2]
union all select 3 as position, 'x'::text as column_name, 'decimal'::text as type_title, s.raw[3] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then 'The column keeps 2 digit(s) behind the decimal point; the value would be rounded.'
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c3, 'numeric(6,2)') as e offset 0) as f offset 0) as i), 1700, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[3]) as failure
where s.is_bad[3]
union all select 4 as position, 'b'::text as column_name, 'boolean'::text as type_title, s.raw[4] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c4, 'boolean') as e offset 0) as f offset 0) as i), 16, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[4]) as failure
where s.is_bad[4]
union all select 5 as position, 'm'::text as column_name, 'enum(''Sad'', ''Ok'')'::text as type_title, s.raw[5] as value, tabular_import_engine.rule_failure((select row(null::bigint,
case when i.r then 'TI020'
else i.sql_error_code end,
case when i.r then ''
else i.message end, null::text,
case when not i.r then i.hint end, null::text, null::text, null::text, null::text, null)::tabular_import_engine.statement_outcome
from (select (f.e).*, (f.e).message is null
or (f.e).sql_error_code = 'N'
and not true as r
from (select pg_catalog.pg_input_error_info(s.c5, 'made.mood') as e offset 0) as f offset 0) as i), N, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[5]) as failure
where s.is_bad[5]
union all select 7 as position, 'u'::text as column_name, 'integer'::text as type_title, s.raw[7] as value, tabular_import_engine.rule_failure((select row(null::bigint,
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
from (select pg_catalog.pg_input_error_info(tabular_import_engine.whole_number(s.c7), 'integer') as e offset 0) as f offset 0) as i), 23, '{"date_order": "DMY", "ignore_case": true, "true_values": ["ja"], "thousands_separator": "''"}', s.raw[7]) as failure
where s.is_bad[6]) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position

-- executed 10
select s.row_number, s.line_number, required.column_name, nullif(required.raw, ''), 'N', null::text, pg_catalog.format( 'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, 't' ), null::text, 'Fill in the cell.'::text
from (
select s.*
from (
select s.row_number, s.line_number, s.read_error,
case when s.c1 operator(pg_catalog.=) '' then ''
else case
when (s.c1 operator(pg_catalog.~~) '__.__.____'
or s.c1 operator(pg_catalog.~~) '__/__/____'
or s.c1 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c1) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c1, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c1, 1, 2)
when (s.c1 operator(pg_catalog.~~) '____-__-__'
or s.c1 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c1, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c1
when pg_catalog.octet_length(s.c1) operator(pg_catalog.<) 10
and (s.c1 operator(pg_catalog.~~) '%.%.____'
or s.c1 operator(pg_catalog.~~) '%/%/____'
or s.c1 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c1) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c1, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.left(pg_catalog.right(s.c1, 5), 1), 1), 2, '0')
when s.c1 operator(pg_catalog.~) '^[0-9]{1,2}(?:[.][0-9]{1,2}[.]|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}$'
and pg_catalog.length(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)) operator(pg_catalog.=) 2 then ((pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 3)::pg_catalog.int4 operator(pg_catalog.+) 50) operator(pg_catalog.%) 100 operator(pg_catalog.+) 1950)::pg_catalog.text operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c1, pg_catalog.substr(pg_catalog.ltrim(s.c1, 'N'), 1, 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c1, 'DMY', 1950, ' '),
case when s.c1 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c1
else s.c1 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c1,
case when s.c2 operator(pg_catalog.=) '' then ''
else case
when (s.c2 operator(pg_catalog.~~) '__.__.____'
or s.c2 operator(pg_catalog.~~) '__/__/____'
or s.c2 operator(pg_catalog.~~) '__-__-____')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2)
when (s.c2 operator(pg_catalog.~~) '__.__.____ __:__'
or s.c2 operator(pg_catalog.~~) '__.__.____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__'
or s.c2 operator(pg_catalog.~~) '__/__/____ __:__:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__'
or s.c2 operator(pg_catalog.~~) '__-__-____ __:__:__')
and pg_catalog.octet_length(s.c2) operator(pg_catalog.=) pg_catalog.length(s.c2)
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 11
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.substr(s.c2, 12, 2) operator(pg_catalog.<>) '24' then pg_catalog.substr(s.c2, 7, 4) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 4, 2) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.substr(s.c2, 1, 2) operator(pg_catalog.||) pg_catalog.substr(s.c2, 11)
when (s.c2 operator(pg_catalog.~~) '____-__-__'
or s.c2 operator(pg_catalog.~~) '____-__-__ __:__:__')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and (pg_catalog.ascii(pg_catalog.right(s.c2, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c2
when pg_catalog.octet_length(s.c2) operator(pg_catalog.<) 10
and (s.c2 operator(pg_catalog.~~) '%.%.____'
or s.c2 operator(pg_catalog.~~) '%/%/____'
or s.c2 operator(pg_catalog.~~) '%-%-____')
and (pg_catalog.ascii(s.c2) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
and pg_catalog.strpos(s.c2, ' ') operator(pg_catalog.=) 0 then pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 3) operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 2), 2, '0') operator(pg_catalog.||) '-' operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(s.c2, pg_catalog.left(pg_catalog.right(s.c2, 5), 1), 1), 2, '0')
else coalesce( tabular_import_engine.read_date(s.c2, 'DMY', null, ' '),
case when s.c2 operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then s.c2
else s.c2 operator(pg_catalog.||) pg_catalog.chr(1) end ) end end as c2,
case when s.c3 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c3, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c3) operator(pg_catalog.=) pg_catalog.length(s.c3)
and ( (pg_catalog.ascii(s.c3) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c3) operator(pg_catalog.=) 45
and s.c3 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c3, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c3
when s.c3 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c3, '.−''’ ()+%', '.-')
when s.c3 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c3
else s.c3 operator(pg_catalog.||) pg_catalog.chr(1) end end as c3,
case when s.c4 operator(pg_catalog.=) '' then ''
else case
when s.c4 operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
when pg_catalog.lower(s.c4) operator(pg_catalog.=) any ('{ja}'::pg_catalog.text[]) then 'true'
else s.c4 end end as c4,
case when s.c5 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{sad}'::pg_catalog.text[]) then 'Sad'
when pg_catalog.lower(s.c5) operator(pg_catalog.=) any ('{ok}'::pg_catalog.text[]) then 'Ok'
else s.c5 end end as c5, (select
case when t.v operator(pg_catalog.=) any ('{-}'::pg_catalog.text[]) then ''
else case
when t.v operator(pg_catalog.=) 'Bostn' then 'Boston'
else t.v end end
from (select
case when pg_catalog.ascii(s.c6) operator(pg_catalog.>) 32
and pg_catalog.ascii(s.c6) operator(pg_catalog.<) 127
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.>) 32
and pg_catalog.ascii(pg_catalog.right(s.c6, 1)) operator(pg_catalog.<) 127 then s.c6
else pg_catalog.btrim(s.c6, ' ') end as v offset 0) as t) as c6,
case when s.c7 operator(pg_catalog.=) '' then ''
else case
when pg_catalog.strpos(s.c7, '''') operator(pg_catalog.=) 0
and pg_catalog.octet_length(s.c7) operator(pg_catalog.=) pg_catalog.length(s.c7)
and ( (pg_catalog.ascii(s.c7) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10
or pg_catalog.ascii(s.c7) operator(pg_catalog.=) 45
and s.c7 operator(pg_catalog.~) '^-[0-9]' )
and (pg_catalog.ascii(pg_catalog.right(s.c7, 1)) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10 then s.c7
when s.c7 operator(pg_catalog.~) '^[ ]*(?:(?:[-+−][ ]*)?(?:(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?|[1-9][0-9]{0,2}(?:[''’][0-9]{3})+(?:[.][0-9]*)?))[ ]*$' then pg_catalog.translate(s.c7, '.−''’ ()+%', '.-')
when s.c7 operator(pg_catalog.~*) '^[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*$' then s.c7
else s.c7 operator(pg_catalog.||) pg_catalog.chr(1) end end as c7, array[s.c1, s.c2, s.c3, s.c4, s.c5, s.c6, s.c7]::pg_catalog.text[] as raw, s.ctid
from tabular_import_staging.job as s
where s.ctid operator(pg_catalog.>=) '(0,0)'
and s.ctid operator(pg_catalog.<) '(1,0)'
and s.row_number operator(pg_catalog.>=) 2
and s.row_number operator(pg_catalog.<=) 2 offset 0 ) as s
where true
and s.read_error is null
and (coalesce(s.c4, '') = '') offset 0 ) as s
cross join lateral (values ('b', s.c4, s.raw[4])) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number

-- executed 11
select m.*, count(*) over () as value_count, sum(m.row_count) over () as all_rows
from (select m.cell, m.new, pg_catalog.count(*) as row_count, pg_catalog.min(m.row_number) as first_row, pg_catalog.replace(pg_catalog.concat(coalesce(tabular_import_engine.range_list(pg_catalog.range_agg(pg_catalog.int8range(m.row_number, m.row_number operator(pg_catalog.+) 1)) filter (where m.row_number operator(pg_catalog.<=) N), 10), pg_catalog.min(m.row_number)::pg_catalog.text),
case when pg_catalog.max(m.row_number) operator(pg_catalog.>) greatest(N, pg_catalog.min(m.row_number)) then ', ...' end), '..., ...', '...') as ranges
from (select c.row_number, c.cell,
case when c.cell operator(pg_catalog.=) 'Bostn' then 'Boston'
else c.cell end as new
from (select s.row_number, pg_catalog.btrim(s.c6, ' ') as cell
from tabular_import_staging.job as s
where s.read_error is null) as c
where (c.cell operator(pg_catalog.=) any ('{Bostn}'::pg_catalog.text[]))
and c.cell operator(pg_catalog.<>) all ('{-}'::pg_catalog.text[])) as m
where m.new operator(pg_catalog.<>) m.cell
group by m.cell, m.new) as m
order by m.row_count desc, m.first_row limit 5

-- executed 12
insert into tabular_import_private.import_kept_row (job_id, row_number, line_number, read_error, cells, is_bad)
select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null
from (select s.row_number, s.line_number, s.read_error, array[s.c1, s.c2, s.c3, s.c4, s.c5, s.c6, s.c7]::text[] as cells
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
or tabular_import_private.is_unit(s.c1)
and s.c1 !~ '[0-9]')
and (coalesce(s.c2, '') = ''
or tabular_import_private.is_unit(s.c2)
and s.c2 !~ '[0-9]')
and (coalesce(s.c3, '') = ''
or tabular_import_private.is_unit(s.c3)
and s.c3 !~ '[0-9]')
and (coalesce(s.c4, '') = ''
or tabular_import_private.is_unit(s.c4)
and s.c4 !~ '[0-9]')
and (coalesce(s.c5, '') = ''
or tabular_import_private.is_unit(s.c5))
and (coalesce(s.c6, '') = ''
or tabular_import_private.is_unit(s.c6))
and (coalesce(s.c7, '') = ''
or tabular_import_private.is_unit(s.c7)
and s.c7 !~ '[0-9]')
and (s.c1 <> ''
or s.c2 <> ''
or s.c3 <> ''
or s.c7 <> '')

