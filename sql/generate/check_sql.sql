-- For a table with the columns id and name, of which the file has id:
--
--     select f.finding ->> 'row_number' as row_number, ..., s.line_number
--     from (
--         select pg_catalog.to_jsonb(f) as finding
--         from app.check_item(array(
--             select row(s.c1::integer, null)::app.item from staging as s ... order by s.row_number)) as f
--     ) as f
--     left join (select s.row_number, s.line_number from staging as s ...) as s on ...
create or replace function tabular_import_engine.check_sql(
    plan tabular_import_engine.import_plan, function_id oid, source text, rejected bigint[] default '{}'
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_values text[] := tabular_import_engine.plan_values_sql(plan, 's.c%s');
    v_rejected text := case
        when cardinality(check_sql.rejected) > 0 then quote_literal(check_sql.rejected) || '::pg_catalog.int8[]'
    end;
    v_table text := tabular_import_engine.table_path(plan.table_id);
begin
    return tabular_import_engine.fill(
        $sql$
select
    f.finding operator(pg_catalog.->>) 'row_number' as row_number,
    f.finding operator(pg_catalog.->>) 'column_name' as column_name,
    f.finding operator(pg_catalog.->>) 'message' as message,
    f.finding operator(pg_catalog.->>) 'hint' as hint,
    coalesce(f.finding operator(pg_catalog.->>) 'severity', 'error') as severity,
    s.line_number
from (select pg_catalog.to_jsonb(f) as finding from {function}({rows}) as f) as f
left join ({lines}) as s
    on s.row_number::pg_catalog.text operator(pg_catalog.=) (f.finding operator(pg_catalog.->>) 'row_number')
$sql$,
        'function', (
            select format('%I.%I', n.nspname, p.proname)
            from pg_proc as p
            inner join pg_namespace as n on n.oid = p.pronamespace
            where p.oid = check_sql.function_id),
        'rows', case
            when check_sql.source is null then format('array[]::%s[]', v_table)
            else format(
                'array(select %srow(%s)::%s%s %s order by s.row_number)',
                'case when s.row_number operator(pg_catalog.<>) all(' || v_rejected || ') then ',
                (
                    select string_agg(coalesce(v_values[h.position], 'null'), ', ' order by c.column_number)
                    from tabular_import_engine.target_columns(plan.table_id) as c
                    left join unnest(plan.header) with ordinality as h (name, position) on h.name = c.column_name
                ), v_table, case when v_rejected is not null then ' end' end, check_sql.source)
        end,
        'lines', case
            when check_sql.source is null
                then 'select null::pg_catalog.int8 as row_number, null::pg_catalog.int8 as line_number'
            else 'select s.row_number, s.line_number ' || check_sql.source
        end);
end;
$$;

comment on function tabular_import_engine.check_sql(tabular_import_engine.import_plan, oid, text, bigint[]) is
'The query for what a check says of staged rows, as texts with the line of the row. source: see chunk_source_sql, NULL '
'for a file without rows; rejected: the numbers of those that the check gets as NULL.';
