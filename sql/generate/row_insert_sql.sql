create or replace function tabular_import_engine.row_insert_sql(
    plan tabular_import_engine.import_plan, omitted integer[]
)
returns text
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.noted_sql(
        row_insert_sql.plan,
        tabular_import_engine.insert_sql(
            (row_insert_sql.plan).table_id, (row_insert_sql.plan).header,
            tabular_import_engine.plan_values_sql(row_insert_sql.plan, '$1[%s]'),
            row_insert_sql.omitted
        ),
        tabular_import_engine.returning_sql((row_insert_sql.plan).options)
    );
end;

comment on function tabular_import_engine.row_insert_sql(tabular_import_engine.import_plan, integer[]) is
'The statement that inserts one row, its cells in $1. omitted: the positions of columns left to their defaults.';
