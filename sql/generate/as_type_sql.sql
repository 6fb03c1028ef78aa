create or replace function tabular_import_engine.as_type_sql(value text, type_id oid)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when t.typtype = 'p' then as_type_sql.value
            else format('(%s)::%I.%I', as_type_sql.value, n.nspname, t.typname)
        end
    from pg_type as t
    inner join pg_namespace as n on n.oid = t.typnamespace
    where t.oid = as_type_sql.type_id;
end;

comment on function tabular_import_engine.as_type_sql(text, oid) is
'An SQL expression as the type that an operator takes; as it is for a polymorphic operator.';
