create or replace function tabular_import_private.create_staging_table(
    table_name name, column_count integer, reader oid, writer oid
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_grant record;
begin
    execute tabular_import_private.staging_statement(
        create_staging_table.table_name, create_staging_table.column_count);
    -- Default privileges of the owner may have let others in.
    for v_grant in
        select distinct case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as grantee
        from pg_class as c
        cross join aclexplode(c.relacl) as a
        where c.oid = format('tabular_import_staging.%I', create_staging_table.table_name)::regclass
            and a.grantee <> c.relowner
    loop
        execute format(
            'revoke all on tabular_import_staging.%I from %s', create_staging_table.table_name, v_grant.grantee);
    end loop;
    execute format(
        'grant select on tabular_import_staging.%I to %I', create_staging_table.table_name,
        pg_get_userbyid(create_staging_table.reader));
    execute format(
        'grant insert on tabular_import_staging.%I to %I', create_staging_table.table_name,
        pg_get_userbyid(create_staging_table.writer));
end;
$$;

comment on function tabular_import_private.create_staging_table(name, integer, oid, oid) is
'Creates a staging table with so many columns of cells, that reader and writer alone may use.';
