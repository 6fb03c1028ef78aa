create or replace function tabular_import_engine.failing_rows(
    plan tabular_import_engine.import_plan, source text, rows bigint[],
    failure tabular_import_engine.statement_outcome
)
returns bigint[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_numbers smallint[];
    v_values text;
    v_shown text;
    v_found bigint[];
begin
    v_numbers := case
        when failure.sqlstate = '23503' then (
            select k.column_numbers
            from tabular_import_engine.table_constraints(plan.table_id) as k
            where k.kind = 'reference' and k.name = failure.constraint_name)
        when failure.sqlstate = '23505' then (
            select i.column_numbers[1:i.width]
            from tabular_import_engine.table_indexes(plan.table_id) as i
            where i.name = failure.constraint_name and not i.has_expressions)
    end;
    v_values := tabular_import_engine.values_sql(plan, v_numbers, 'k');
    if v_values is null then
        return '{}';
    end if;
    select string_agg(format('s.k%s::text', n), ', ' order by n) into v_shown
    from generate_series(1, cardinality(v_numbers)) as n;
    -- PostgreSQL shows the values, not the row: Key (a, b)=(1, x) is not present in table "item".
    perform set_config('search_path', plan.search_path, true);
    execute format(
        'select array_agg(s.row_number order by s.row_number) '
        'from (select s.row_number, %s %s and s.row_number operator(pg_catalog.=) any($1) offset 0) as s '
        'where pg_catalog.strpos($2, pg_catalog.concat('')=('', pg_catalog.concat_ws('', '', %s), '') '')) '
        'operator(pg_catalog.>) 0',
        v_values, failing_rows.source, v_shown)
    into v_found
    using failing_rows.rows, failure.detail;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    if failure.sqlstate = '23505' then
        -- Of those that want one value the first may have it.
        v_found := v_found[cardinality(v_found):];
    end if;
    return coalesce(v_found, '{}');
end;
$$;

comment on function tabular_import_engine.failing_rows(
    tabular_import_engine.import_plan, text, bigint[], tabular_import_engine.statement_outcome
) is
'Of rows that were merged together the numbers of those for which it failed, by the key that PostgreSQL names: all '
'that have a dangling reference, the last of those that want a key. Empty where it cannot be told. source: see '
'good_source_sql.';
