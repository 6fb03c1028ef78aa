create or replace function tabular_import_engine.scope_values_sql(plan tabular_import_engine.import_plan)
returns text
language sql
stable
security invoker
begin atomic
    select
        coalesce(
            string_agg(
                tabular_import_engine.value_sql(c.type_id, c.typmod, quote_literal(e.value) || '::text'), ', '
                order by c.column_number
            ), ''
        )
    from jsonb_each_text(coalesce((scope_values_sql.plan).options -> 'scope', '{}')) as e (name, value)
    inner join
        tabular_import_engine.target_columns((scope_values_sql.plan).table_id) as c
        on c.column_name = e.name;
end;

comment on function tabular_import_engine.scope_values_sql(tabular_import_engine.import_plan) is
'The values of option scope as those of their columns, as a select list.';
