create or replace function tabular_import_engine.try_suspects(
    plan tabular_import_engine.import_plan, source text, suspects bigint[],
    key_claims tabular_import_engine.row_outcome[],
    out outcomes tabular_import_engine.row_outcome[], out undecided bigint[]
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_kinds constant integer := 50;
    v_omitted integer[] := '{}';
    v_row_omitted integer[] := '{}';
    v_statement text := tabular_import_engine.row_insert_sql(plan, '{}');
    v_is_internal_said boolean := (plan.traits).has_outside_column;
    v_row record;
    v_outcome tabular_import_engine.statement_outcome;
    v_claims text[];
    -- What is the same of many rows is asked for once.
    v_kind tabular_import_engine.statement_outcome;
    v_kinds tabular_import_engine.statement_outcome[] := '{}';
    v_all_parts jsonb[] := '{}';
    v_parts jsonb;
begin
    outcomes := '{}';
    undecided := '{}';
    if cardinality(try_suspects.suspects) = 0 then
        return;
    end if;
    v_claims := array(
        select k.row_number || ' ' || k.constraint_name
        from unnest(try_suspects.key_claims) as k
        where k.fallback is null and not string_to_array(k.column_name, ', ') && (plan.diagnosis).set_by_triggers);
    for v_row in
        execute tabular_import_engine.rows_sql(
            plan, format('%s and s.row_number = any(%L::bigint[])', try_suspects.source, try_suspects.suspects))
    loop
        if cardinality(plan.default_positions) > 0 then
            v_row_omitted := tabular_import_engine.omitted_positions(plan.default_positions, v_row.cells);
        end if;
        if v_row_omitted <> v_omitted then
            v_omitted := v_row_omitted;
            v_statement := tabular_import_engine.row_insert_sql(plan, v_omitted);
        end if;
        if tabular_import_engine.is_noted(plan.options) then
            -- Else the statement, which notes the row, would fail.
            perform set_config('tabular_import.row', v_row.row_number::text, true);
        end if;
        v_outcome := tabular_import_engine.try_statement(
            v_statement, v_row.cells, plan.search_path, take_back => true, is_internal_said => v_is_internal_said);
        if v_outcome.sqlstate is null
            or v_outcome.sqlstate = '23P01'
            or v_outcome.sqlstate = '23505'
            and v_row.row_number || ' ' || coalesce(v_outcome.constraint_name, '') <> all(v_claims) then
            undecided := undecided || v_row.row_number;
            continue;
        elsif tabular_import_engine.is_environment_error(v_outcome.sqlstate) then
            -- As in import_rows.
            perform tabular_import_engine.raise_outcome(v_outcome);
        end if;
        v_kind := v_outcome;
        v_kind.detail := null;
        v_kind.hint := null;
        v_parts := v_all_parts[array_position(v_kinds, v_kind)];
        if v_parts is null then
            select to_jsonb(p) into v_parts from tabular_import_engine.violated_parts(plan, v_kind) as p;
            if cardinality(v_kinds) < c_most_kinds then
                v_kinds := v_kinds || v_kind;
                v_all_parts := v_all_parts || v_parts;
            end if;
        end if;
        outcomes := outcomes || tabular_import_engine.violation_error(
            v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_outcome,
            v_parts ->> 'column_name', translate(v_parts ->> 'positions', '[]', '{}')::integer[],
            v_parts ->> 'link_name', v_parts ->> 'message');
    end loop;
end;
$$;

comment on function tabular_import_engine.try_suspects(
    tabular_import_engine.import_plan, text, bigint[], tabular_import_engine.row_outcome[]
) is
'Tries rows, none of which has a bad cell, one by one where not all rows before them are in, or rows behind them, '
'too, and takes each back. outcomes: of those that are refused; undecided: those that go in, or are refused for a key, '
'unless key_claims (see suspect_rows) name it: another row may decide about them. source: see chunk_source.';
