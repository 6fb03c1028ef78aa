create or replace function tabular_import_engine.named_cells_sql(plan tabular_import_engine.import_plan)
returns text
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.values_sql(named_cells_sql.plan, array_agg(c.column_number order by h.position))
    from unnest((named_cells_sql.plan).header) with ordinality as h (name, position)
    inner join tabular_import_engine.target_columns((named_cells_sql.plan).table_id) as c on c.column_name = h.name
    where h.position <> all((named_cells_sql.plan).default_positions);
end;

comment on function tabular_import_engine.named_cells_sql(tabular_import_engine.import_plan) is
'The cells of s, the staging table, as values that are called as the target''s columns, without those that an empty '
'cell leaves to their defaults; NULL where there are none.';
