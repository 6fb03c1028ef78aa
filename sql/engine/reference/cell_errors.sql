create or replace function tabular_import_engine.cell_errors(
    plan tabular_import_engine.import_plan, row_number bigint, line_number bigint, cells text[], raw text[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cell record;
    v_outcome tabular_import_engine.statement_outcome;
    v_null_is_final boolean := (plan.traits).is_null_final;
begin
    for v_cell in
        select
            c.column_name, c.type_id, c.is_required, plan.rules[h.position] as rule,
            tabular_import_engine.cell((coalesce(cell_errors.raw, cell_errors.cells))[h.position]) as raw,
            tabular_import_engine.cell(cell_errors.cells[h.position]) as value,
            tabular_import_engine.plan_value_sql(
                plan, h.position, c.type_id, c.typmod, format('$1[%s]', h.position)) as expression,
            l.nth, l.column_names
        from unnest(plan.header) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(plan.table_id) as c on c.column_name = h.name
        left join lateral tabular_import_engine.linked_columns(plan.rules[h.position]) as l on true
        where h.position <> all(tabular_import_engine.omitted_positions(plan.default_positions, cell_errors.cells))
        order by h.position
    loop
        if v_cell.nth is not null and starts_with(v_cell.value, tabular_import_engine.link_marker()) then
            continue when v_cell.nth > 1;
            v_outcome := tabular_import_engine.link_failure(
                v_cell.rule -> 'link', v_cell.value, v_cell.raw, plan.search_path);
            return next row(
                cell_errors.row_number, cell_errors.line_number, v_cell.column_names, v_cell.raw, v_outcome.sqlstate,
                v_outcome.constraint_name, v_outcome.detail, v_outcome.message, v_outcome.hint, null, true, null
            )::tabular_import_engine.row_outcome;
            continue;
        end if;
        v_outcome := tabular_import_engine.try_statement(
            'select ' || v_cell.expression, cell_errors.cells, plan.search_path,
            is_internal_said => tabular_import_engine.has_outside_input(v_cell.type_id));
        if v_outcome.sqlstate is not null then
            if v_cell.rule is not null then
                v_outcome := tabular_import_engine.rule_failure(v_outcome, v_cell.type_id, v_cell.rule, v_cell.raw);
            end if;
            return next row(
                cell_errors.row_number, cell_errors.line_number, v_cell.column_name, v_cell.raw,
                v_outcome.sqlstate, nullif(v_outcome.constraint_name, ''),
                tabular_import_engine.cell_message(
                    v_cell.column_name, tabular_import_engine.type_title(v_cell.type_id), v_cell.raw),
                v_outcome.message,
                tabular_import_engine.cell_hint(v_outcome.sqlstate, v_outcome.hint), null, true, null
            )::tabular_import_engine.row_outcome;
        elsif v_cell.value is null and v_cell.is_required and v_null_is_final then
            return next row(
                cell_errors.row_number, cell_errors.line_number, v_cell.column_name, v_cell.raw, '23502', null,
                format('null value in column "%s" of relation "%s" violates not-null constraint', v_cell.column_name,
                    (select c.relname from pg_class as c where c.oid = plan.table_id)),
                null, tabular_import_engine.row_hint('23502'), null, false, null)::tabular_import_engine.row_outcome;
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.cell_errors(
    tabular_import_engine.import_plan, bigint, bigint, text[], text[]
) is
'Every cell of a row that cannot become its column''s value, and every required one that is empty. raw: the cells as '
'they stand in the file, NULL where no column has a rule.';
