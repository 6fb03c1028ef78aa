-- One branch for each reason to see a job, each along an index, newest first: `order by id desc limit 20` then reads
-- 20 of a million. With one condition that has an OR all of them would be read and sorted. The branch of admins is
-- not even begun for others.
create or replace view tabular_import_private.visible_job
as
(
    select j.*
    from tabular_import_private.import_job as j
    where tabular_import_private.is_mine(j.submitter, j.submitter_name)
    order by j.id desc
)
union all
(
    select j.*
    from tabular_import_private.import_job as j
    where
        pg_has_role(current_user, 'tabular_import_admin', 'usage')
        and not tabular_import_private.is_mine(j.submitter, j.submitter_name)
    order by j.id desc
)
union all
(
    select j.*
    from tabular_import_private.job_to_approve as j
    where not tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    order by j.id desc
);

comment on view tabular_import_private.visible_job is
'The jobs that the current user may see, as may_see_job and job_to_approve say.';
