create or replace function tabular_import_private.may_see_job(submitter oid, submitter_name name)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        tabular_import_private.is_mine(may_see_job.submitter, may_see_job.submitter_name)
        or pg_has_role(current_user, 'tabular_import_admin', 'usage');
end;

comment on function tabular_import_private.may_see_job(oid, name) is
'Whether the current user sees the jobs of this submitter: what the views of what belongs to a job ask. View '
'visible_job says the same so that the newest jobs are found by index. A plain expression, which the planner inlines.';

-- The views call it for whoever reads them.
grant execute on function tabular_import_private.may_see_job(oid, name)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
