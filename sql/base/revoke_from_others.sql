create or replace function tabular_import_private.revoke_from_others(class_id oid, object_id oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_revoke text;
begin
    for v_revoke in
        select distinct
            format(
                'revoke all on %s %s from %s cascade', i.type, i.identity,
                case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end)
        from (
            select c.relowner as owner, c.relacl as acl
            from pg_class as c
            where revoke_from_others.class_id = 'pg_class'::regclass and c.oid = revoke_from_others.object_id
            union all
            select p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
            from pg_proc as p
            where revoke_from_others.class_id = 'pg_proc'::regclass and p.oid = revoke_from_others.object_id
        ) as o
        cross join aclexplode(o.acl) as a
        cross join pg_identify_object(revoke_from_others.class_id, revoke_from_others.object_id, 0) as i
        where a.grantee <> o.owner
    loop
        execute v_revoke;
    end loop;
end;
$$;

comment on function tabular_import_private.revoke_from_others(oid, oid) is
'Takes everybody''s rights but the owner''s on a table or function that we have made: default privileges may have let '
'others in. class_id: that of pg_class or pg_proc.';
