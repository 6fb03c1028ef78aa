create or replace function tabular_import_engine.merge_rows(
    plan tabular_import_engine.import_plan, source text
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_statements tabular_import_engine.merge_statements := tabular_import_engine.merge_sql(
        plan, tabular_import_engine.single_row_sql(plan));
    v_judged tabular_import_engine.import_plan := tabular_import_engine.without_blanks(plan);
    v_changing tabular_import_engine.import_plan := plan;
    v_is_blank_null constant boolean := tabular_import_engine.merge_blank(plan.options) = 'null';
    v_result tabular_import_engine.merge_result;
    v_total tabular_import_engine.merge_result := row(0, 0, 0, 0, 0, '{}', null);
    v_row record;
    v_errors tabular_import_engine.row_outcome[];
    v_changed_rows text;
begin
    v_changing.default_positions := case
        when plan.options ? 'row_version' then v_judged.default_positions else '{}' end;
    for v_row in execute tabular_import_engine.rows_sql(plan, merge_rows.source) loop
        if tabular_import_engine.is_noted(plan.options) then
            perform set_config('tabular_import.row', v_row.row_number::text, true);
        end if;
        v_result := tabular_import_engine.merge_set(plan, v_statements, v_row.cells, array[1], 1);
        if (v_result.failure).sqlstate is null and v_result.missing is not null then
            v_total.missing := v_total.missing || v_row.row_number;
        elsif (v_result.failure).sqlstate is null then
            v_total.updated := v_total.updated + v_result.updated;
            v_total.unchanged := v_total.unchanged + v_result.unchanged;
            v_total.present := v_total.present + v_result.present;
            v_total.skipped := v_total.skipped + v_result.skipped;
        else
            v_errors := '{}';
            if (v_result.failure).sqlstate = 'TI030' then
                v_changed_rows := coalesce(
                    v_changed_rows, tabular_import_engine.changed_rows_sql(plan, merge_rows.source));
                v_errors := array(
                    select row(o.*, null::bigint, false, null::text)::tabular_import_engine.row_outcome
                    from tabular_import_engine.query_outcomes(
                        plan, v_changed_rows, null, array[v_row.row_number]) as o);
            end if;
            if cardinality(v_errors) = 0 then
                v_errors := array(
                    select e from tabular_import_engine.cell_errors(
                        v_judged, v_row.row_number, v_row.line_number, v_row.cells, v_row.raw) as e);
            end if;
            -- An empty cell of a new row has no value that could stay, and one of a row that is there is its value.
            if cardinality(v_errors) = 0 and (v_result.missing <> '{}' or v_is_blank_null) then
                v_errors := array(
                    select e from tabular_import_engine.cell_errors(
                        case when v_result.missing <> '{}' then plan else v_changing end, v_row.row_number,
                        v_row.line_number, v_row.cells, v_row.raw) as e
                    where e.is_cell_error);
            end if;
            if cardinality(v_errors) = 0 then
                v_errors := array[tabular_import_engine.row_error(
                    plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_result.failure)];
            end if;
            return query select e.* from unnest(v_errors) as e;
        end if;
    end loop;
    return query select c.* from tabular_import_engine.merge_counts(v_total) as c;
    if cardinality(v_total.missing) > 0 then
        return query
        select m.*
        from tabular_import_engine.missing_rows(plan, merge_rows.source, v_total.missing) as m;
    end if;
end;
$$;

comment on function tabular_import_engine.merge_rows(tabular_import_engine.import_plan, text) is
'Merges staged rows one by one in file order. Returns outcomes as import_rows does. source: see good_source_sql.';
