create or replace function tabular_import_engine.table_condition_sql(table_id oid, condition text)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            E'select from %s%s as %I where (\n%s\n) limit 0',
            case when c.relkind = 'r' then 'only ' else '' end,
            tabular_import_engine.table_path(c.oid),
            c.relname,
            table_condition_sql.condition
        )
    from pg_class as c
    where c.oid = table_condition_sql.table_id;
end;

comment on function tabular_import_engine.table_condition_sql(oid, text) is
'A query that PostgreSQL only takes if a condition is one, over the columns of a table.';
