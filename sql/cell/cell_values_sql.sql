create or replace function tabular_import_engine.cell_values_sql(table_id oid, header text[], staged text)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array_agg(
            case
                when c.column_name is not null then tabular_import_engine.cell_value_sql(
                    c.type_id, c.typmod, format(cell_values_sql.staged, h.position)
                )
            end
            order by h.position
        )
    from unnest(cell_values_sql.header) with ordinality as h (name, position)
    left join tabular_import_engine.target_columns(cell_values_sql.table_id) as c on c.column_name = h.name;
end;

comment on function tabular_import_engine.cell_values_sql(oid, text[], text) is
'cell_expression for every column of a file''s header, in its order, NULL for one that is left out. staged: a format '
'string for the staged cell that takes the cell''s position, as s.c%s.';
