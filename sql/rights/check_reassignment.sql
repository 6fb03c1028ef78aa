create or replace function tabular_import_private.check_reassignment(called_by oid, from_role text, to_role text)
returns oid
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_membership constant text := case
        when current_setting('server_version_num')::integer < 160000 then 'MEMBER' else 'SET'
    end;
    v_to pg_roles;
    v_superuser name;
begin
    perform tabular_import_private.check_admin(check_reassignment.called_by, 'reassign files and jobs');
    select r.* into v_to from pg_roles as r where r.rolname = check_reassignment.to_role;
    if not found then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('There is no role %L.', check_reassignment.to_role),
            hint => 'Create it first, or name another role as the second.');
    end if;
    if (select r.rolsuper from pg_roles as r where r.oid = check_reassignment.called_by) then
        return v_to.oid;
    end if;
    select r.rolname into v_superuser
    from pg_roles as r
    where r.rolsuper
        and (
            r.rolname in (check_reassignment.from_role, check_reassignment.to_role)
            or exists (
                select from tabular_import_private.import_file as f
                where f.owner = r.oid and f.owner_name = check_reassignment.from_role)
            or exists (
                select from tabular_import_private.import_job as j
                where j.submitter = r.oid and j.submitter_name = check_reassignment.from_role)
            or exists (
                select from tabular_import_private.import_profile as p
                where p.owner = r.oid and p.owner_name = check_reassignment.from_role))
    limit 1;
    if found then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('Only a superuser may reassign what belongs, or shall belong, to the superuser %s.', v_superuser));
    end if;
    -- Jobs that wait, or are tried again, run with the rights of the role they are given to.
    if check_reassignment.from_role is distinct from check_reassignment.to_role
        and not pg_has_role(check_reassignment.called_by, v_to.oid, c_membership) then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format(
                'Only a superuser, or who may act as the role %s, may give another role''s files and jobs to it.',
                v_to.rolname),
            hint => format('Let a superuser call it, or be made a member of %I.', v_to.rolname));
    end if;
    return v_to.oid;
end;
$$;

comment on function tabular_import_private.check_reassignment(oid, text, text) is
'The role that reassign_import_objects gives things to. called_by: who calls it. Raises not_permitted.';
