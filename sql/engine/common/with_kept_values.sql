create or replace function tabular_import_engine.with_kept_values(
    plan tabular_import_engine.import_plan, column_name text, drawn text
)
returns tabular_import_engine.import_plan
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nobody has counted the staged rows.
set enable_nestloop = off
set work_mem = '64MB'
set jit = off
as $$
declare
    -- A key that itself names rows of the file is found by what these have, generation by generation.
    c_most_generations constant integer := 100;
    v_plan tabular_import_engine.import_plan := plan;
    v_rows bigint[] := '{}';
    v_values text[] := '{}';
    v_before bigint[];
    v_type text := (
        select format_type(a.atttypid, -1) from pg_attribute as a
        where a.attrelid = plan.table_id and a.attname::text = with_kept_values.column_name and a.attnum > 0);
begin
    for v_generation in 1..c_most_generations loop
        v_before := v_rows;
        perform set_config('search_path', plan.search_path, true);
        execute format(
            'select array_agg(m.row_number order by m.row_number), array_agg(m.value order by m.row_number) '
            'from (%s) as m', tabular_import_engine.met_rows_sql(v_plan, with_kept_values.column_name))
        into v_rows, v_values;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        v_rows := coalesce(v_rows, '{}');
        exit when v_generation > 1 and v_rows = v_before;
        v_plan := tabular_import_engine.with_links(
            plan, with_kept_values.column_name,
            case
                when v_rows = '{}' then with_kept_values.drawn
                else format(
                    'case when (%1$L::pg_catalog.int8[])[pg_catalog.width_bucket(%%1$s, %1$L::pg_catalog.int8[])] '
                    'operator(pg_catalog.=) %%1$s '
                    'then (%2$L::pg_catalog.text[])[pg_catalog.width_bucket(%%1$s, %1$L::pg_catalog.int8[])]::%3$s '
                    'else %4$s end',
                    v_rows, v_values, v_type, with_kept_values.drawn)
            end);
        exit when not exists (
            select
            from tabular_import_engine.own_links(plan.rules) as l
            cross join jsonb_array_elements_text(l.link -> 'columns') as c (name)
            where c.name = any((tabular_import_engine.merge_key(plan.table_id, plan.options)).columns));
    end loop;
    return v_plan;
end;
$$;

comment on function tabular_import_engine.with_kept_values(tabular_import_engine.import_plan, text, text) is
'A plan that merges rows which name each other: those that the table has already, by the key of the merge, keep what '
'they have in the column by which the others refer to them, and what was drawn for them is not used. column_name, '
'drawn: see with_links.';
