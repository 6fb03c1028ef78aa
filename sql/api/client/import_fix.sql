create or replace view tabular_import.import_fix
with (security_barrier)
as
select
    f.job_id,
    f.fix_number,
    f.action,
    f.row_number,
    f.column_name,
    f.old_value,
    f.new_value,
    f.reason,
    f.row_count,
    f.fixed_by,
    f.fixed_at,
    f.profile
from tabular_import_private.import_fix as f
inner join tabular_import_private.import_job as j on j.id = f.job_id
where tabular_import_private.may_see_job(j.submitter, j.submitter_name);

comment on view tabular_import.import_fix is
'What was said of the rows that were not imported, of the jobs that view import_job shows: fix_number (their order '
'within the job), action (row: fix_import_row, a line for each cell; values: fix_import_values; skip: '
'skip_import_row), row_number (NULL for values), column_name, old_value and new_value (cells), reason (of skip), '
'row_count (of how many rows), fixed_by (the role that called), fixed_at, profile (in which it is '
'remembered).';

grant select on tabular_import.import_fix to tabular_import_user, tabular_import_worker, tabular_import_admin;
