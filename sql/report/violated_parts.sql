create or replace function tabular_import_engine.violated_parts(
    plan tabular_import_engine.import_plan, outcome tabular_import_engine.statement_outcome,
    out column_name text, out positions integer[], out link_name text, out message text
)
language sql
stable
security invoker
begin atomic
    select
        string_agg(h.name, ', ' order by n.position) as column_name,
        coalesce(array_agg(h.position::integer order by n.position), '{}') as positions,
        -- The row was there when it was looked for.
        (
            select l.link ->> 'name'
            from tabular_import_engine.plan_links((violated_parts.plan).options) as l
            where
                (violated_parts.outcome).sqlstate = '23503'
                and l.link ->> 'constraint_name' = (violated_parts.outcome).constraint_name
        ) as link_name,
        tabular_import_engine.violation_message(
            (violated_parts.plan).table_id, (violated_parts.outcome).sqlstate, (violated_parts.outcome).schema_name,
            (violated_parts.outcome).table_name, (violated_parts.outcome).constraint_name,
            (violated_parts.outcome).message
        ) as message
    from
        unnest(tabular_import_engine.violated_columns(
            (violated_parts.outcome).schema_name, (violated_parts.outcome).table_name,
            (violated_parts.outcome).constraint_name, (violated_parts.outcome).column_name
        )) with ordinality as n (name, position)
    inner join unnest((violated_parts.plan).header) with ordinality as h (name, position) on h.name = n.name
    where
        tabular_import_engine.is_part_of(
            (violated_parts.plan).table_id, (violated_parts.outcome).schema_name, (violated_parts.outcome).table_name
        );
end;

comment on function tabular_import_engine.violated_parts(
    tabular_import_engine.import_plan, tabular_import_engine.statement_outcome
) is
'What is the same of all rows that PostgreSQL refuses with the same message for the same constraint: the columns of '
'the file that it concerns, their positions in the header, the link if it is one, and the message of the row error.';
