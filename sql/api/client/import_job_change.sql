create or replace view tabular_import.import_job_change
with (security_barrier)
as
select
    c.job_id,
    c.row_number,
    c.action,
    c.key,
    c.old_values,
    c.new_values,
    c.change_number
from tabular_import_private.import_job_change as c
inner join tabular_import_private.import_job as j on j.id = c.job_id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_job_change is
'What the dry runs among the jobs that view import_job shows would have changed, jobs that are held would change, and '
'released ones have changed: row_number (data rows, from 1; NULL for a row that the file does not have), action '
'(insert, update, delete), key (its columns), old_values and new_values (of an update only the columns that change; '
'all values as text), change_number (their order within the job). Columns that the submitter may not select are left '
'out. Of one job no more than max_changes of view import_setting.';

grant select on tabular_import.import_job_change to tabular_import_user, tabular_import_worker, tabular_import_admin;
