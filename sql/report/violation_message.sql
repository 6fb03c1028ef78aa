create or replace function tabular_import_engine.violation_message(
    table_id oid, sqlstate text, schema_name text, table_name text, constraint_name text, message text
)
returns text
language sql
stable
security invoker
begin atomic
    select case
        when
            violation_message.sqlstate = '23505'
            and tabular_import_engine.is_part_of(
                violation_message.table_id, violation_message.schema_name, violation_message.table_name
            )
            and exists (
                select from pg_constraint as k
                inner join pg_class as c on c.oid = k.conrelid
                inner join pg_namespace as n on n.oid = c.relnamespace
                where
                    k.contype = 'p' and k.conname = violation_message.constraint_name::name
                    and c.relname = violation_message.table_name::name
                    and n.nspname = violation_message.schema_name::name
            )
            then format(
                'Got a duplicate identity: %s . %s, Which triggered an error from the database driver: %s',
                (
                    select tabular_import_engine.title(c.relname)
                    from pg_class as c
                    where c.oid = violation_message.table_id
                ),
                (
                    select string_agg(tabular_import_engine.title(v.name), ', ' order by v.position)
                    from unnest(tabular_import_engine.violated_columns(
                        violation_message.schema_name, violation_message.table_name,
                        violation_message.constraint_name, null
                    )) with ordinality as v (name, position)
                ),
                violation_message.message
            )
        else violation_message.message
    end;
end;

comment on function tabular_import_engine.violation_message(oid, text, text, text, text, text) is
'The message of a row error from what PostgreSQL said; a clash with the primary key is called a duplicate '
'identity.';
