-- The record of the applied migrations. Part of every install, so it must leave what is there alone;
-- it reads the catalog itself, as a role without rights on the schema may not look a table up by name.
do $$
begin
    if not exists (select from pg_catalog.pg_namespace where nspname = 'tabular_import_private') then
        create schema tabular_import_private;
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
