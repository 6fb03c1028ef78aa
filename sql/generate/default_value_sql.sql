create or replace function tabular_import_engine.default_value_sql(table_id oid, column_number smallint)
returns text
language sql
stable
security invoker
begin atomic
    select
        format('(%s)', coalesce(
            pg_get_expr(d.adbin, d.adrelid),
            -- An identity column needs no right to its sequence, this does.
            case
                when a.attidentity <> '' and has_sequence_privilege(q.name, 'usage')
                    then format('pg_catalog.nextval(%L::pg_catalog.regclass)', q.name)
            end,
            pg_get_expr(t.typdefaultbin, 0)
        ))
    from pg_attribute as a
    inner join pg_type as t on t.oid = a.atttypid
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    cross join
        lateral pg_get_serial_sequence(tabular_import_engine.table_path(a.attrelid), a.attname::text) as q (name)
    where a.attrelid = default_value_sql.table_id and a.attnum = default_value_sql.column_number;
end;

comment on function tabular_import_engine.default_value_sql(oid, smallint) is
'The default of a column as SQL: its own, the next number of its identity, else that of its type; () when it has '
'none.';
