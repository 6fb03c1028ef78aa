create or replace function tabular_import_private.is_approver(
    role_id oid, approvers oid[], approver_names text[]
)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists(
            select from unnest(is_approver.approvers, is_approver.approver_names) as a (id, name)
            where
                tabular_import_private.is_role(a.id, a.name::name)
                and pg_has_role(is_approver.role_id, a.id, 'member')
        );
end;

comment on function tabular_import_private.is_approver(oid, oid[], text[]) is
'Whether a role is one of those, or a member of one, that the owner of a table has named to release imports. A role '
'that was dropped or renamed is none.';
