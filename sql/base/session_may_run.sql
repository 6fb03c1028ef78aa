create or replace function tabular_import_private.session_may_run(submitter oid, worker oid)
returns boolean
language sql
stable
security invoker
begin atomic
    -- What a user's code leaves behind in a superuser's session would run as a superuser.
    select
        not bool_or(s.rolsuper) or coalesce((
            select r.rolsuper from pg_roles as r
            where r.oid = submitter
        ), false)
    from pg_roles as s
    where s.rolname = session_user or s.oid = worker;
end;

comment on function tabular_import_private.session_may_run(oid, oid) is
'Whether the session may run a submitter''s jobs: a superuser''s takes superusers'' jobs only. worker: the role that '
'the session has taken for it.';
