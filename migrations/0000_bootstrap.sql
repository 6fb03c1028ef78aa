-- The record of the applied migrations. Part of every install, so it must leave what is there alone;
-- it reads the catalog itself, as a role without rights on the schema may not look a table up by name.
do $$
begin
    if not exists (select from pg_catalog.pg_namespace where nspname = 'tabular_import_private') then
        -- Somebody may do so at this moment: this waits, and what he has made has to be looked at anew.
        begin
            create schema tabular_import_private;
        exception
            when duplicate_schema or unique_violation or lock_not_available then
                raise exception using
                    errcode = 'lock_not_available',
                    message = 'Another session makes the schema tabular_import_private at this moment.',
                    hint = 'Install again when it has come to an end.';
        end;
    end if;
    if not exists (
        select
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = 'tabular_import_private' and c.relname = 'migration'
    ) then
        create table tabular_import_private.migration (
            number integer primary key,
            name text not null,
            sha256 text not null,
            applied_at timestamptz not null default pg_catalog.clock_timestamp()
        );
    end if;
end
$$;
