create or replace function tabular_import_engine.diagnose_self_references(
    plan tabular_import_engine.import_plan, source text, dangling bigint[], last_row bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- As in query_outcomes.
set enable_seqscan = off
set enable_nestloop = off
set work_mem = '64MB'
set jit = off
as $$
declare
    v_queries text[] := array(
        select q from tabular_import_engine.self_references_sql(plan, diagnose_self_references.source) as q);
    v_edges text;
    v_needed bigint[];
    v_referring bigint[];
    v_fallen bigint[];
    v_is_fallen boolean[] := array_fill(false, array[diagnose_self_references.last_row::integer]);
    v_first integer[] := array_fill(0, array[diagnose_self_references.last_row::integer]);
    v_count integer := 0;
    v_at integer := 0;
    v_edge integer;
    v_row bigint;
begin
    select string_agg(format('select q.needed, q.row_number from (%s) as q', q), ' union all ') into v_edges
    from unnest(v_queries) as q;
    perform set_config('search_path', plan.search_path, true);
    execute format(
        'with e as materialized (%s) select '
        'array(select e.needed from e where e.needed is not null order by 1, e.row_number), '
        'array(select e.row_number from e where e.needed is not null order by e.needed, 1), '
        'array(select e.row_number from e where e.needed is null)', v_edges)
    into v_needed, v_referring, v_fallen;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);

    -- One step for each row and reference, however long the chains are.
    for v_edge in reverse cardinality(v_needed)..1 loop
        v_first[v_needed[v_edge]] := v_edge;
    end loop;
    v_fallen := array(select distinct f from unnest(v_fallen || diagnose_self_references.dangling) as f);
    v_count := cardinality(v_fallen);
    foreach v_row in array v_fallen loop
        v_is_fallen[v_row] := true;
    end loop;
    while v_at < v_count loop
        v_at := v_at + 1;
        v_row := v_fallen[v_at];
        v_edge := v_first[v_row];
        while v_edge > 0 and v_needed[v_edge] = v_row loop
            if not v_is_fallen[v_referring[v_edge]] then
                v_is_fallen[v_referring[v_edge]] := true;
                v_count := v_count + 1;
                v_fallen[v_count] := v_referring[v_edge];
            end if;
            v_edge := v_edge + 1;
        end loop;
    end loop;

    return query
    select o.*, null::bigint, false, null::text
    from unnest(v_queries) as q (query)
    cross join lateral tabular_import_engine.query_outcomes(
        plan, format(
            'select q.row_number, q.line_number, q.column_name, q.value, q.sqlstate, q.constraint_name, q.message, '
            'q.detail, q.hint from (%s) as q where q.needed is null or q.needed = any($1)', q.query), v_fallen) as o;
end;
$$;

comment on function tabular_import_engine.diagnose_self_references(
    tabular_import_engine.import_plan, text, bigint[], bigint
) is
'Finds the rows whose reference to the target itself is kept neither by the table nor by a row of the file that '
'goes in, as row errors. source: all rows of the file that are not bad for other reasons than references; dangling: '
'those with a bad reference to another table; last_row: the number of the file''s last row.';
