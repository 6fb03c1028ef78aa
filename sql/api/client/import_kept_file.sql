create or replace view tabular_import.import_kept_file
with (security_barrier)
as
select
    k.job_id,
    k.header,
    k.fitted,
    k.is_whole,
    k.is_all
from tabular_import_private.import_kept_file as k
inner join tabular_import_private.import_job as j on j.id = k.job_id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_kept_file is
'What view import_kept_row has of a job: header (the file''s own names of its columns), fitted (the columns of the '
'table that they fill; NULL where they fill none, or name a row of another table), is_whole (false if there are more '
'rows that were not imported than settings allow to keep), is_all (the job has imported none of its rows).';

grant select on tabular_import.import_kept_file to tabular_import_user, tabular_import_worker, tabular_import_admin;
