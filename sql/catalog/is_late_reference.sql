create or replace function tabular_import_engine.is_late_reference(
    table_id oid, sqlstate text, constraint_name text
)
returns boolean
language sql
stable
security invoker
begin atomic
    select is_late_reference.sqlstate = '23503' and exists (
        select from pg_constraint as k
        where
            k.conrelid = is_late_reference.table_id and k.contype = 'f'
            and k.conname::text = is_late_reference.constraint_name
    ) and exists (
        select from pg_constraint as k
        where
            k.conrelid = is_late_reference.table_id and k.confrelid = is_late_reference.table_id and k.contype = 'f'
    );
end;

comment on function tabular_import_engine.is_late_reference(oid, text, text) is
'Whether an error is a dangling reference of a table that refers to itself. Its references are judged when all '
'rows are in: until then a row whose reference dangles holds its keys.';
