create or replace function tabular_import_engine.collated_sql(value text, collation_id oid)
returns text
language sql
stable
security invoker
begin atomic
    select
        collated_sql.value || coalesce(
            (
                select format(' collate %I.%I', n.nspname, c.collname)
                from pg_collation as c
                inner join pg_namespace as n on n.oid = c.collnamespace
                where c.oid = collated_sql.collation_id
            ),
            ''
        );
end;

comment on function tabular_import_engine.collated_sql(text, oid) is
'An SQL expression with a collation; as it is where its type has none (0).';
