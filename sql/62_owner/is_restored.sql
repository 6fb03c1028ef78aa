create or replace function tabular_import_private.is_restored()
returns boolean
language sql
stable
security invoker
begin atomic
    select exists(
        select from tabular_import_private.installed_relation as i
        left join pg_class as c
            on c.relname = i.name and c.relnamespace = 'tabular_import_private'::regnamespace
        where c.oid is distinct from i.id
    );
end;

comment on function tabular_import_private.is_restored() is
'Whether the database was restored from a dump after the last install, so that stored numbers of tables are those of '
'another database.';
