create or replace function tabular_import_engine.plan_values_sql(
    plan tabular_import_engine.import_plan, staged text
)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array_agg(
            case
                when c.column_name is not null then tabular_import_engine.plan_value_sql(
                    plan_values_sql.plan, h.position, c.type_id, c.typmod, format(plan_values_sql.staged, h.position)
                )
            end
            order by h.position
        )
    from unnest((plan_values_sql.plan).header) with ordinality as h (name, position)
    left join
        tabular_import_engine.target_columns((plan_values_sql.plan).table_id) as c
        on c.column_name = h.name;
end;

comment on function tabular_import_engine.plan_values_sql(tabular_import_engine.import_plan, text) is
'plan_value_sql for every column of a plan''s header, in its order, NULL for one that is left out. staged: a format '
'string for the staged cell that takes the cell''s position, as s.c%s.';
