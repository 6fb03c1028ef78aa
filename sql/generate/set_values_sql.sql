create or replace function tabular_import_engine.set_values_sql(
    plan tabular_import_engine.import_plan, is_typed boolean default false
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
                    set_values_sql.plan, h.position, c.type_id, c.typmod, format('s.c%s', h.position),
                    coalesce(
                        case
                            when h.position = any((set_values_sql.plan).default_positions)
                                then tabular_import_engine.default_value_sql(
                                    (set_values_sql.plan).table_id, c.column_number
                                )
                        end,
                        'null'
                    ),
                    set_values_sql.is_typed
                )
            end
            order by h.position
        )
    from unnest((set_values_sql.plan).header) with ordinality as h (name, position)
    left join tabular_import_engine.target_columns((set_values_sql.plan).table_id) as c on c.column_name = h.name;
end;

comment on function tabular_import_engine.set_values_sql(tabular_import_engine.import_plan, boolean) is
'cell_expression for every column of the header, over s, the staging table; an empty cell that means the default '
'becomes the default''s own expression; NULL for a column that is left out. is_typed: over the typed rows instead, '
'see typed_rows_sql.';
