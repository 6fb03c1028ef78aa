create or replace function tabular_import_private.must_hold(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists(
            select from tabular_import_private.import_approval as a
            where a.table_id = must_hold.table_id and a.must_hold
        );
end;

comment on function tabular_import_private.must_hold(oid) is
'Whether the owner of a table has said that all imports into it are held for approval, see set_import_approval.';
