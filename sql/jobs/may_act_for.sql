create or replace function tabular_import_private.may_act_for(role_id oid, submitter oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        may_act_for.role_id = may_act_for.submitter
        -- A superuser may act for everybody.
        or pg_has_role(
            may_act_for.role_id, may_act_for.submitter,
            -- Who has made a role is a member of it, and may not take its place for that.
            case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end
        )
        and not exists (
            select from pg_roles as r
            where r.oid = may_act_for.role_id and r.rolsuper
        );
end;

comment on function tabular_import_private.may_act_for(oid, oid) is
'Whether a role is the submitter of a job or, unless it is a superuser, a member of it, so that it may have submitted '
'the job itself.';
