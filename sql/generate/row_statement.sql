create or replace function tabular_import_engine.row_statement(
    plan tabular_import_engine.import_plan, omitted integer[]
)
returns text
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.insert_statement(
        (row_statement.plan).table_id, (row_statement.plan).header,
        tabular_import_engine.cell_expressions((row_statement.plan).table_id, (row_statement.plan).header, '$1[%s]'),
        row_statement.omitted
    );
end;

comment on function tabular_import_engine.row_statement(tabular_import_engine.import_plan, integer[]) is
'The statement that inserts one row, its cells in $1. omitted: the positions of columns left to their defaults.';
