create or replace function tabular_import_private.may_see_profile(
    owner oid, owner_name name, shared_with oid, shared_with_name name, role_id oid
)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        tabular_import_private.is_role(may_see_profile.owner, may_see_profile.owner_name)
        and (
            may_see_profile.owner = may_see_profile.role_id
            or may_see_profile.shared_with is not null
            and tabular_import_private.is_role(may_see_profile.shared_with, may_see_profile.shared_with_name)
            and pg_has_role(may_see_profile.role_id, may_see_profile.shared_with, 'member')
            -- Who has left a role shares nothing with it any more.
            and pg_has_role(may_see_profile.owner, may_see_profile.shared_with, 'member')
        );
end;

comment on function tabular_import_private.may_see_profile(oid, name, oid, name, oid) is
'Whether a role may see and use a profile: its owner, and the members of the role that it is shared with as long as '
'the owner is one of them.';

-- The view calls it for whoever reads it.
grant execute on function tabular_import_private.may_see_profile(oid, name, oid, name, oid)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
