create or replace function tabular_import_engine.name_needed_rows(
    plan tabular_import_engine.import_plan, outcomes tabular_import_engine.row_outcome[],
    refused bigint[] default null, needs jsonb default null
)
returns setof tabular_import_engine.row_outcome
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
    v_outcomes tabular_import_engine.row_outcome[] := name_needed_rows.outcomes;
    v_link record;
    v_rows bigint[];
    v_needed bigint[];
    v_needs jsonb;
begin
    for v_link in
        select l.number, l.link ->> 'constraint_name' as constraint_name
        from tabular_import_engine.own_links(plan.rules) as l
    loop
        v_rows := array(
            select o.row_number from unnest(v_outcomes) as o
            where o.sqlstate = '23503' and o.constraint_name = v_link.constraint_name);
        continue when v_rows = '{}';
        if name_needed_rows.needs is not null then
            v_needs := name_needed_rows.needs -> v_link.number::text;
            v_rows := array(select n::bigint from jsonb_array_elements_text(nullif(v_needs -> 'rows', 'null')) as n);
            v_needed := array(
                select case when n::bigint = any(name_needed_rows.refused) then n::bigint end
                from jsonb_array_elements_text(nullif(v_needs -> 'needed', 'null')) as n);
        else
            perform set_config('search_path', plan.search_path, true);
            execute format(
                'select pg_catalog.array_agg(s.row_number), pg_catalog.array_agg(s.n%s) from %s as s '
                'where s.row_number operator(pg_catalog.=) any($1)', v_link.number, plan.staging)
            into v_rows, v_needed using v_rows;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        end if;
        v_outcomes := array(
            select
                row(
                    o.row_number, o.line_number, o.column_name, o.value, o.sqlstate, o.constraint_name, o.message,
                    case
                        when n.needed is null then o.detail
                        else format('Row %s of the file has it, and is refused.', n.needed)
                    end,
                    case when n.needed is null then o.hint else 'Mend that row.' end,
                    o.row_count, o.is_cell_error, o.fallback
                )::tabular_import_engine.row_outcome
            from unnest(v_outcomes) with ordinality as o (
                row_number, line_number, column_name, value, sqlstate, constraint_name, message, detail, hint,
                row_count, is_cell_error, fallback, place)
            left join unnest(v_rows, v_needed) as n (row_number, needed)
                on n.row_number = o.row_number and o.sqlstate = '23503'
                    and o.constraint_name = v_link.constraint_name
            order by o.place);
    end loop;
    return query select o.* from unnest(v_outcomes) as o;
end;
$$;

comment on function tabular_import_engine.name_needed_rows(
    tabular_import_engine.import_plan, tabular_import_engine.row_outcome[], bigint[], jsonb
) is
'Row errors, in which those about a link to a row of the file that is refused itself say which one it is. needs: see '
'needed_rows, where rows of the file may be in the table by now; then refused are the rows that are not.';
