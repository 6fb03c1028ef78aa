create or replace function tabular_import_engine.row_error(
    plan tabular_import_engine.import_plan, row_number bigint, line_number bigint, cells text[],
    outcome tabular_import_engine.statement_outcome
)
returns tabular_import_engine.row_outcome
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.violation_error(
            row_error.row_number, row_error.line_number, row_error.cells, row_error.outcome, v.column_name,
            v.positions, v.link_name, v.message
        )
    from tabular_import_engine.violated_parts(row_error.plan, row_error.outcome) as v;
end;

comment on function tabular_import_engine.row_error(
    tabular_import_engine.import_plan, bigint, bigint, text[], tabular_import_engine.statement_outcome
) is
'The row error that stands for what PostgreSQL refused; column and value are derived from the violated '
'constraint.';
