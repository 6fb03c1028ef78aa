-- A public function hands current_user over to a private one that does the work with the owner's rights: whoever may
-- call the one may call the other. Nobody has USAGE on the schema of these, so nobody can name one and claim to be
-- somebody else. They are for nobody else all the same: a plan made for one role may be run by another.
do $$
declare
    v_grant record;
begin
    for v_grant in
        select distinct
            i.oid::regprocedure::text as object,
            pg_get_userbyid(a.grantee) as grantee
        from pg_proc as p
        join pg_depend as d
            on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
        join pg_proc as i on i.oid = d.refobjid
        cross join aclexplode(p.proacl) as a
        where
            p.pronamespace = 'tabular_import'::regnamespace
            and i.pronamespace = 'tabular_import_private'::regnamespace
            and i.prosecdef
            and a.privilege_type = 'EXECUTE'
            and a.grantee not in (0, p.proowner)
    loop
        execute format('grant execute on function %s to %I', v_grant.object, v_grant.grantee);
    end loop;
end
$$;
