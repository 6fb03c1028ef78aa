create or replace function tabular_import_engine.import_rows(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_omitted integer[] := '{}';
    v_row_omitted integer[] := '{}';
    v_statement text := tabular_import_engine.row_insert_sql(plan, '{}');
    -- What try_prepared calls, by the columns that are left to their defaults.
    v_calls jsonb := '{}'::jsonb;
    -- A statement that tells of its rows, or that rules rewrite, is none that can be counted.
    v_is_prepared constant boolean := not tabular_import_engine.is_noted(plan.options)
        and not (plan.traits).has_insert_rule
        -- Rows that wait for later ones fail at first, and would be tried twice.
        and not (plan.traits).refers_to_itself;
    v_count bigint;
    v_is_internal_said boolean := (plan.traits).has_outside_column;
    v_row record;
    v_outcome tabular_import_engine.statement_outcome;
    v_cell_errors tabular_import_engine.row_outcome[];
    v_final bigint[] := '{}';
    v_held tabular_import_engine.row_outcome[] := '{}';
    v_is_refused boolean := false;
    v_is_pending boolean := false;
    v_needs jsonb;
begin
    execute tabular_import_engine.immediate_sql(plan);
    begin
        for v_row in execute tabular_import_engine.staged_rows_sql(plan) loop
            if v_row.read_error is not null then
                v_final := v_final || v_row.row_number;
                return query
                select f.*
                from tabular_import_engine.read_error_outcomes(
                    v_row.row_number, v_row.line_number, v_row.read_error) as f;
                continue;
            end if;
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
            if v_is_prepared then
                if not v_calls ? v_omitted::text then
                    v_calls := v_calls || jsonb_build_object(
                        v_omitted::text, tabular_import_engine.prepare_row(v_statement, plan.search_path));
                end if;
                v_count := tabular_import_engine.try_prepared(
                    v_calls ->> v_omitted::text, v_row.cells, plan.search_path);
                continue when v_count > 0;
                if v_count = 0 then
                    v_held := v_held || tabular_import_engine.skip_outcome(1);
                    continue;
                end if;
            end if;
            v_outcome := tabular_import_engine.try_statement(
                v_statement, v_row.cells, plan.search_path, is_internal_said => v_is_internal_said);
            continue when v_outcome.row_count > 0;
            if v_outcome.row_count = 0 then
                v_held := v_held || tabular_import_engine.skip_outcome(1);
                continue;
            end if;
            v_cell_errors := array(
                select e from tabular_import_engine.cell_errors(
                    plan, v_row.row_number, v_row.line_number, v_row.cells, v_row.raw) as e);
            if cardinality(v_cell_errors) > 0 then
                v_final := v_final || v_row.row_number;
                return query select e.* from unnest(v_cell_errors) as e;
            elsif tabular_import_engine.is_environment_error(v_outcome.sqlstate) then
                -- It came from the insert, not from a cell.
                perform tabular_import_engine.raise_outcome(v_outcome);
            elsif tabular_import_engine.is_late_reference(
                plan.table_id, v_outcome.sqlstate, v_outcome.constraint_name) then
                v_is_pending := true;
            else
                v_is_refused := true;
                v_held := v_held || tabular_import_engine.row_error(
                    plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_outcome);
            end if;
        end loop;
        if v_is_pending
            or (v_is_refused or cardinality(v_final) > 0)
            and not tabular_import_engine.keeps_good_rows(plan.options) then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
    exception
        when sqlstate 'TI022' then null;
    end;
    -- A row that may wait for a later one may hold a key that others were judged by: judge them all anew.
    if v_is_pending and exists (select from tabular_import_engine.own_links(plan.rules)) then
        v_needs := tabular_import_engine.needed_rows(plan);
        return query
        select n.*
        from tabular_import_engine.name_needed_rows(
            plan, array(
                select b
                from tabular_import_engine.blame_refused_rows(
                    plan, array(select e from tabular_import_engine.import_connected_rows(plan, v_final) as e),
                    v_final, v_needs) as b)) as n;
    elsif v_is_pending then
        return query select e.* from tabular_import_engine.import_connected_rows(plan, v_final) as e;
    else
        return query select e.* from unnest(v_held) as e;
    end if;
end;
$$;

comment on function tabular_import_engine.import_rows(tabular_import_engine.import_plan) is
'The reference engine: inserts the staged rows one by one in file order, each in a subtransaction. Returns an outcome '
'for every rejected row (one for each bad cell) and every row that the table skipped (SQLSTATE 02000); if any row is '
'rejected, none stays inserted, unless option on_error keeps the good ones.';
