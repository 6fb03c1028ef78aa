create or replace function tabular_import_engine.violation_error(
    row_number bigint, line_number bigint, cells text[], outcome tabular_import_engine.statement_outcome,
    column_name text, positions integer[], link_name text, message text
)
returns tabular_import_engine.row_outcome
language sql
stable
security invoker
begin atomic
    with violated as (
        select nullif(string_agg(violation_error.cells[p.position], ', ' order by p.place), '') as value
        from unnest(violation_error.positions) with ordinality as p (position, place)
    )

    select
        row(
            violation_error.row_number,
            violation_error.line_number,
            violation_error.column_name,
            v.value,
            (violation_error.outcome).sqlstate,
            nullif((violation_error.outcome).constraint_name, ''),
            case
                when violation_error.link_name is null then violation_error.message
                else coalesce(
                    tabular_import_engine.link_message(violation_error.link_name, v.value), violation_error.message
                )
            end,
            nullif((violation_error.outcome).detail, ''),
            coalesce(
                nullif((violation_error.outcome).hint, ''),
                tabular_import_engine.row_hint((violation_error.outcome).sqlstate)
            ),
            null::bigint,
            false,
            null::text
        )::tabular_import_engine.row_outcome
    from violated as v;
end;

comment on function tabular_import_engine.violation_error(
    bigint, bigint, text[], tabular_import_engine.statement_outcome, text, integer[], text, text
) is
'The error of one row from what PostgreSQL said of it and violated_parts makes of that.';
