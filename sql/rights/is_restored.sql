create or replace function tabular_import_private.is_restored()
returns boolean
language sql
stable
security invoker
begin atomic
    -- The numbers here are part of the function, and a dump names the tables.
    select exists(
        select from tabular_import_private.installed_relation as i
        where
            i.id <> case i.name
                when 'admission' then 'tabular_import_private.admission'::regclass::oid
                when 'import_file' then 'tabular_import_private.import_file'::regclass::oid
                when 'import_job' then 'tabular_import_private.import_job'::regclass::oid
            end
    );
end;

comment on function tabular_import_private.is_restored() is
'Whether the database was restored from a dump after the last install, so that stored numbers of tables are those of '
'another database.';
