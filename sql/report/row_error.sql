create or replace function tabular_import_engine.row_error(
    plan tabular_import_engine.import_plan, row_number bigint, line_number bigint, cells text[],
    outcome tabular_import_engine.statement_outcome
)
returns tabular_import_engine.row_outcome
language sql
stable
security invoker
begin atomic
    with violated as (
        select
            string_agg(h.name, ', ' order by n.position) as column_name,
            nullif(string_agg(row_error.cells[h.position], ', ' order by n.position), '') as value
        from
            unnest(tabular_import_engine.violated_columns(
                (row_error.outcome).schema_name, (row_error.outcome).table_name,
                (row_error.outcome).constraint_name, (row_error.outcome).column_name
            )) with ordinality as n (name, position)
        inner join unnest((row_error.plan).header) with ordinality as h (name, position) on h.name = n.name
        where tabular_import_engine.is_part_of(
            (row_error.plan).table_id, (row_error.outcome).schema_name, (row_error.outcome).table_name
        )
    )

    select
        row(
            row_error.row_number,
            row_error.line_number,
            v.column_name,
            v.value,
            (row_error.outcome).sqlstate,
            nullif((row_error.outcome).constraint_name, ''),
            coalesce(
                -- The row was there when it was looked for.
                (
                    select tabular_import_engine.link_message(l.link ->> 'name', v.value)
                    from tabular_import_engine.plan_links((row_error.plan).options) as l
                    where
                        (row_error.outcome).sqlstate = '23503'
                        and l.link ->> 'constraint_name' = (row_error.outcome).constraint_name
                ),
                tabular_import_engine.violation_message(
                    (row_error.plan).table_id, (row_error.outcome).sqlstate, (row_error.outcome).schema_name,
                    (row_error.outcome).table_name, (row_error.outcome).constraint_name, (row_error.outcome).message
                )
            ),
            nullif((row_error.outcome).detail, ''),
            coalesce(
                nullif((row_error.outcome).hint, ''), tabular_import_engine.row_hint((row_error.outcome).sqlstate)
            ),
            null::bigint,
            false,
            null::text
        )::tabular_import_engine.row_outcome
    from violated as v;
end;

comment on function tabular_import_engine.row_error(
    tabular_import_engine.import_plan, bigint, bigint, text[], tabular_import_engine.statement_outcome
) is
'The row error that stands for what PostgreSQL refused; column and value are derived from the violated '
'constraint.';
