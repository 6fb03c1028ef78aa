create or replace function tabular_import_engine.refers_to_itself(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists(
            select from pg_constraint as k
            where k.contype = 'f' and k.conrelid = refers_to_itself.table_id and k.confrelid = refers_to_itself.table_id
        );
end;

comment on function tabular_import_engine.refers_to_itself(oid) is
'Whether rows of a table may refer to other rows of it, so that all rows of a file go in with one statement.';
