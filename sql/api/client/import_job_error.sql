create or replace view tabular_import.import_job_error
with (security_barrier)
as
select
    e.job_id,
    e.row_number,
    e.line_number,
    e.column_name,
    e.value,
    e.sqlstate,
    e.constraint_name,
    e.message,
    e.detail,
    nullif(concat_ws(' ', e.suggestion, e.hint), '') as hint,
    e.error_number
from tabular_import_private.import_job_error as e
inner join tabular_import_private.import_job as j on j.id = e.job_id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    )
-- The first of a million errors are read along the index.
order by e.job_id, e.error_number;

comment on view tabular_import.import_job_error is
'The row errors of the jobs that view import_job shows: row_number (data rows, from 1), line_number (line or '
'sheet row), column_name and value where they can be told, sqlstate, constraint_name, message, detail, hint (what '
'to do, and which word of its enum, its list or its options a value may stand for), '
'error_number (their order within the job).';

grant select on tabular_import.import_job_error to tabular_import_user, tabular_import_worker, tabular_import_admin;
