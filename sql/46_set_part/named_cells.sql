create or replace function tabular_import_engine.named_cells(plan tabular_import_engine.import_plan)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format(
                '%s as %I',
                tabular_import_engine.cell_expression(c.type_id, c.typmod, 's.c' || h.position), c.column_name
            ),
            ', ' order by h.position
        )
    from unnest((named_cells.plan).header) with ordinality as h (name, position)
    inner join tabular_import_engine.target_columns((named_cells.plan).table_id) as c on c.column_name = h.name
    where h.position <> all((named_cells.plan).default_positions);
end;

comment on function tabular_import_engine.named_cells(tabular_import_engine.import_plan) is
'The cells of s, the staging table, as values that are called as the target''s columns, without those that an empty '
'cell leaves to their defaults; NULL where there are none.';
