create or replace function tabular_import_engine.has_outside_column(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    -- PostgreSQL's own types are made of its own.
    select coalesce(bool_or(tabular_import_engine.has_outside_input(c.type_id)), false)
    from tabular_import_engine.target_columns((has_outside_column.plan).table_id) as c
    inner join pg_type as t on t.oid = c.type_id and t.typnamespace <> 'pg_catalog'::regnamespace
    where c.column_name = any((has_outside_column.plan).header);
end;

comment on function tabular_import_engine.has_outside_column(tabular_import_engine.import_plan) is
'Whether the file brings cells of a type that may call a syntax error an internal error, see has_outside_input.';
