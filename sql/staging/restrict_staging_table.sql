create or replace function tabular_import_private.restrict_staging_table(
    table_name name, reader oid, writer oid default null
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.revoke_from_others(
        'pg_class'::regclass, format('tabular_import_staging.%I', restrict_staging_table.table_name)::regclass);
    execute format(
        'grant select on tabular_import_staging.%I to %I', restrict_staging_table.table_name,
        pg_get_userbyid(restrict_staging_table.reader));
    if restrict_staging_table.writer is not null then
        execute format(
            'grant insert on tabular_import_staging.%I to %I', restrict_staging_table.table_name,
            pg_get_userbyid(restrict_staging_table.writer));
    end if;
end;
$$;

comment on function tabular_import_private.restrict_staging_table(name, oid, oid) is
'Lets reader and writer (NULL: nobody) alone use a new table of staged rows.';
