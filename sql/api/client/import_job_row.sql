create or replace view tabular_import.import_job_row
with (security_barrier)
as
select
    k.job_id,
    k.row_number,
    k.line_number,
    k.action,
    k.key
from tabular_import_private.import_row_key as k
inner join tabular_import_private.import_job as j on j.id = k.job_id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_job_row is
'Which row of the table each row of a file has become, of those jobs that view import_job shows and that option '
'keep_row_keys was given to: row_number (data rows, from 1), line_number (line or sheet row), action (insert, update, '
'unchanged, skip), key (of the table''s row when it was written: the columns of its primary key, else of a unique key, '
'and their values as texts; NULL where the table left the row out). Rows that were refused are not among them.';

grant select on tabular_import.import_job_row to tabular_import_user, tabular_import_worker, tabular_import_admin;
