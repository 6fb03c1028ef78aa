create or replace function tabular_import_private.note_table(table_id oid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Only another transaction that notes the table at this moment is waited for.
set lock_timeout = '50ms'
as $$
begin
    if note_table.table_id is null or exists (
        select from tabular_import_private.table_use as u
        where u.table_id = note_table.table_id
    ) then
        return true;
    end if;
    begin
        insert into tabular_import_private.table_use (table_id)
        values (note_table.table_id)
        on conflict on constraint table_use_pkey do nothing;
    exception
        when lock_not_available or deadlock_detected or serialization_failure then
            return false;
    end;
    return true;
end;
$$;

comment on function tabular_import_private.note_table(oid) is
'Makes the row of table_use that claims lock for a table. Returns false where another transaction that has not ended '
'makes it, too: then a claim makes it.';
