create function tabular_import_private.apply_migration(number integer, name text, sha256 text, body text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from tabular_import_private.migration as m where m.number = apply_migration.number
    ) then
        return false;
    end if;
    execute apply_migration.body;
    insert into tabular_import_private.migration (number, name, sha256)
    values (apply_migration.number, apply_migration.name, apply_migration.sha256);
    return true;
end;
$$;

revoke all on function tabular_import_private.apply_migration(integer, text, text, text) from public;

comment on function tabular_import_private.apply_migration(integer, text, text, text) is
'Runs one migration and records it; false where the database has it already.';
