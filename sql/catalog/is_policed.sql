create or replace function tabular_import_engine.is_policed(table_id oid, role_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        c.relrowsecurity and not r.rolsuper and not r.rolbypassrls
        and (c.relforcerowsecurity or not pg_has_role(is_policed.role_id, c.relowner, 'usage'))
    from pg_class as c
    cross join pg_roles as r
    where c.oid = is_policed.table_id and r.oid = is_policed.role_id;
end;

comment on function tabular_import_engine.is_policed(oid, oid) is
'Whether row security is active on a table for a role, so that policies may hide rows from it.';
