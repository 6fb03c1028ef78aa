create or replace function tabular_import_engine.name_earlier_rows(
    plan tabular_import_engine.import_plan, clashes tabular_import_engine.row_outcome[], rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- As in query_outcomes; where no operator is an equality, each clashing row is compared with each row of the file.
set enable_nestloop = off
set jit = off
set max_parallel_workers_per_gather = 0
set work_mem = '64MB'
as $$
declare
    v_clashes tabular_import_engine.row_outcome[] := name_earlier_rows.clashes;
    v_constraint text;
    v_query text;
    v_rows bigint[];
    v_firsts bigint[];
begin
    for v_constraint in select distinct o.constraint_name from unnest(v_clashes) as o loop
        continue when not tabular_import_engine.brings_index_columns(plan, v_constraint);
        v_query := tabular_import_engine.earlier_rows_sql(
            plan, v_constraint,
            array(select o.row_number from unnest(v_clashes) as o where o.constraint_name = v_constraint),
            name_earlier_rows.rejected);
        continue when v_query is null;
        begin
            perform set_config('search_path', plan.search_path, true);
            execute format('select array_agg(f.row_number), array_agg(f.first) from (%s) as f', v_query)
            into v_rows, v_firsts;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        exception
            -- An operator of users may raise; that there is a clash is known without it.
            when others or assert_failure then
                if tabular_import_engine.is_environment_error(sqlstate, true) then
                    raise;
                end if;
                return next tabular_import_engine.fallback_outcome('earlier_rows_sql', sqlstate);
                continue;
        end;
        v_clashes := array(
            select
                row(
                    o.row_number, o.line_number, o.column_name, o.value, o.sqlstate, o.constraint_name, o.message,
                    o.detail,
                    case
                        when f.first is null then o.hint
                        when o.sqlstate = '23505' then format('Row %s of the file has it already. %s', f.first, o.hint)
                        else format('Row %s of the file is in its way. %s', f.first, o.hint)
                    end,
                    o.row_count, o.is_cell_error, o.fallback
                )::tabular_import_engine.row_outcome
            from unnest(v_clashes) with ordinality as o (
                row_number, line_number, column_name, value, sqlstate, constraint_name, message, detail, hint,
                row_count, is_cell_error, fallback, place)
            left join unnest(v_rows, v_firsts) as f (row_number, first)
                on f.row_number = o.row_number and o.constraint_name = v_constraint
            order by o.place);
    end loop;
    return query select o.* from unnest(v_clashes) as o;
end;
$$;

comment on function tabular_import_engine.name_earlier_rows(
    tabular_import_engine.import_plan, tabular_import_engine.row_outcome[], bigint[]
) is
'Row errors about clashes that the insert itself has found, with a hint that names the earlier row of the file, where '
'it is one and the constraint is over columns of the file. rejected: the rows that do not go in.';
