create or replace function tabular_import_engine.column_text_sql(table_id oid, column_name text, row_name text)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            -- A cast takes the spaces from a char(n), and one that users have made does what it likes.
            when t.typnamespace = 'pg_catalog'::regnamespace and t.oid <> 'bpchar'::regtype
                then format('(%s%I)::pg_catalog.text', column_text_sql.row_name, a.attname)
            else format(
                'case when %1$s%2$I is distinct from null then pg_catalog.format(''%%s'', %1$s%2$I) end',
                column_text_sql.row_name, a.attname
            )
        end
    from pg_attribute as a
    inner join pg_type as t on t.oid = a.atttypid
    where a.attrelid = column_text_sql.table_id and a.attname = column_text_sql.column_name;
end;

comment on function tabular_import_engine.column_text_sql(oid, text, text) is
'SQL for the value of a column as PostgreSQL writes it, so that reading it gives the same value. row_name: what stands '
'before the name of the column, such as t and a dot.';
