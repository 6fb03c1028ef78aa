create or replace function tabular_import_engine.import_connected_rows(
    plan tabular_import_engine.import_plan, rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rejected bigint[] := import_connected_rows.rejected;
    v_candidate text;
    v_patterns text[];
    v_rows bigint[];
    v_outcome tabular_import_engine.statement_outcome;
    v_probe tabular_import_engine.statement_outcome;
    v_row record;
    v_found boolean;
    v_is_reference boolean;
    v_low bigint;
    v_high bigint;
    v_middle bigint;
begin
    loop
        v_candidate := format('s.row_number <> all(%L::bigint[])', v_rejected);
        execute format(
            'select array_agg(distinct tabular_import_engine.omitted_positions(%L, cells)::text), '
            'array_agg(row_number order by row_number) from (%s) as r',
            plan.default_positions, tabular_import_engine.staged_rows_sql(plan, v_candidate))
        into v_patterns, v_rows;
        exit when v_rows is null;
        v_outcome := tabular_import_engine.try_statement(
            tabular_import_engine.connected_insert_sql(plan, v_patterns, v_candidate), null, plan.search_path,
            take_back => cardinality(v_rejected) > 0
                and not tabular_import_engine.keeps_good_rows(plan.options));
        if v_outcome.sqlstate is null then
            if v_outcome.row_count < cardinality(v_rows) then
                return next tabular_import_engine.skip_outcome(cardinality(v_rows) - v_outcome.row_count);
            end if;
            exit;
        end if;

        v_found := false;
        v_is_reference := tabular_import_engine.is_late_reference(
            plan.table_id, v_outcome.sqlstate, v_outcome.constraint_name);
        if v_is_reference then
            for v_row in execute tabular_import_engine.staged_rows_sql(
                plan, format('%s and (%s)', v_candidate, tabular_import_engine.unprovided_rows_sql(plan, v_candidate)))
            loop
                v_probe := tabular_import_engine.try_statement(
                    tabular_import_engine.row_insert_sql(
                        plan, tabular_import_engine.omitted_positions(plan.default_positions, v_row.cells)),
                    v_row.cells, plan.search_path, take_back => true);
                if tabular_import_engine.is_late_reference(
                    plan.table_id, v_probe.sqlstate, v_probe.constraint_name) then
                    v_found := true;
                    v_rejected := v_rejected || v_row.row_number;
                    return next tabular_import_engine.row_error(
                        plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_probe);
                end if;
            end loop;
            continue when v_found;
            -- A reference to another table; or the file brings the key, but a trigger drops or changes it: alone, the
            -- row says the same.
            for v_row in execute tabular_import_engine.staged_rows_sql(plan, v_candidate) loop
                v_probe := tabular_import_engine.try_statement(
                    tabular_import_engine.row_insert_sql(
                        plan, tabular_import_engine.omitted_positions(plan.default_positions, v_row.cells)),
                    v_row.cells, plan.search_path, take_back => true);
                if (v_probe.sqlstate, v_probe.constraint_name, v_probe.detail)
                    is not distinct from (v_outcome.sqlstate, v_outcome.constraint_name, v_outcome.detail) then
                    v_found := true;
                    v_rejected := v_rejected || v_row.row_number;
                    return next tabular_import_engine.row_error(
                        plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_probe);
                end if;
            end loop;
            continue when v_found;
            -- Alone, the row misses the row of the file that it refers to, and says that first.
            for v_row in execute tabular_import_engine.staged_rows_sql(
                plan, format('%s and %s', v_candidate, tabular_import_engine.rows_with_key_sql(plan, v_outcome)))
            loop
                v_found := true;
                v_rejected := v_rejected || v_row.row_number;
                return next tabular_import_engine.row_error(
                    plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_outcome);
            end loop;
            continue when v_found;
        end if;

        -- The first row with which the rows up to it no longer go in together.
        v_low := 0;
        v_high := cardinality(v_rows);
        while v_high - v_low > 1 loop
            v_middle := (v_low + v_high) / 2;
            v_probe := tabular_import_engine.try_statement(
                tabular_import_engine.connected_insert_sql(
                    plan, v_patterns, format('%s and s.row_number <= %s', v_candidate, v_rows[v_middle])),
                null, plan.search_path, take_back => true);
            -- Of the rows up to one, some refer to later ones.
            if v_probe.sqlstate is null or tabular_import_engine.is_self_reference(plan.table_id, v_probe)
                or not v_is_reference and tabular_import_engine.is_late_reference(
                    plan.table_id, v_probe.sqlstate, v_probe.constraint_name) then
                v_low := v_middle;
            else
                v_high := v_middle;
                v_outcome := v_probe;
            end if;
        end loop;
        for v_row in
            execute tabular_import_engine.staged_rows_sql(plan, format('s.row_number = %s', v_rows[v_high]))
        loop
            v_rejected := v_rejected || v_row.row_number;
            return next tabular_import_engine.row_error(
                plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_outcome);
        end loop;
    end loop;
end;
$$;

comment on function tabular_import_engine.import_connected_rows(tabular_import_engine.import_plan, bigint[]) is
'The reference engine for rows that refer to later rows of the same file: inserts all in one statement, and where '
'that fails finds the rows to blame, in file order. rejected: rows that are refused already. Returns as '
'import_rows does.';
