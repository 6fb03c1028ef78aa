create or replace function tabular_import_private.restrict_staging_table(
    table_name name, reader oid, writer oid default null
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
    -- Default privileges of the owner may have let others in.
    for v_grant in
        select distinct case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as grantee
        from pg_class as c
        cross join aclexplode(c.relacl) as a
        where c.oid = format('tabular_import_staging.%I', restrict_staging_table.table_name)::regclass
            and a.grantee <> c.relowner
    loop
        execute format(
            'revoke all on tabular_import_staging.%I from %s', restrict_staging_table.table_name, v_grant.grantee);
    end loop;
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
