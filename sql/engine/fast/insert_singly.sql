create or replace function tabular_import_engine.insert_singly(
    plan tabular_import_engine.import_plan, source text, statement text
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_omitted integer[] := '{}';
    v_row_omitted integer[] := '{}';
    v_statement text := insert_singly.statement;
    v_is_internal_said boolean := (plan.traits).has_outside_column;
    v_row record;
    v_outcome tabular_import_engine.statement_outcome;
    v_count bigint;
begin
    for v_row in execute tabular_import_engine.rows_sql(plan, insert_singly.source) loop
        if cardinality(plan.default_positions) > 0 then
            v_row_omitted := tabular_import_engine.omitted_positions(plan.default_positions, v_row.cells);
        end if;
        if v_row_omitted <> v_omitted then
            v_omitted := v_row_omitted;
            v_statement := tabular_import_engine.row_insert_sql(plan, v_omitted);
        end if;
        if tabular_import_engine.is_noted(plan.options) then
            perform set_config('tabular_import.row', v_row.row_number::text, true);
        end if;
        v_outcome := tabular_import_engine.try_statement(
            v_statement, v_row.cells, plan.search_path, is_internal_said => v_is_internal_said);
        if v_outcome.row_count = 0 then
            return next tabular_import_engine.skip_outcome(1);
        elsif v_outcome.sqlstate is not null then
            v_count := 0;
            -- Constraints of tables are looked at when all cells have become values and none is missing.
            if v_outcome.sqlstate not in ('23503', '23505', '23514', '23P01')
                or v_outcome.table_name = '' or v_outcome.constraint_name = '' then
                return query
                select e.*
                from tabular_import_engine.cell_errors(
                    plan, v_row.row_number, v_row.line_number, v_row.cells, v_row.raw) as e;
                get diagnostics v_count = row_count;
            end if;
            if v_count = 0 and tabular_import_engine.is_environment_error(v_outcome.sqlstate) then
                -- As in import_rows.
                perform tabular_import_engine.raise_outcome(v_outcome);
            elsif v_count = 0 then
                return next tabular_import_engine.row_error(
                    plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_outcome);
            end if;
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.insert_singly(tabular_import_engine.import_plan, text, text) is
'Inserts staged rows one by one, as the reference engine does, and returns the outcomes of those that fail or are '
'skipped. source: see chunk_source_sql; statement: row_insert_sql for a row that omits nothing.';
