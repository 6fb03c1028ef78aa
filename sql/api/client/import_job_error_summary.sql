create or replace view tabular_import.import_job_error_summary
with (security_barrier)
as
select
    j.id as job_id,
    c.cause_number,
    c.column_name,
    c.sqlstate,
    c.constraint_name,
    c.reason,
    c.offending_values,
    c.value_count,
    c.row_ranges,
    c.row_count,
    c.error_count,
    c.first_row,
    c.first_line,
    c.hint,
    f.header[array_position(f.fitted, c.column_name)] as file_column
from tabular_import_private.import_job as j
cross join lateral tabular_import_private.error_causes(j.id) as c
left join tabular_import_private.import_kept_file as f on f.job_id = j.id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_job_error_summary is
'The row errors of view import_job_error by cause: the same column_name, sqlstate, constraint_name and message but '
'for the value in it. Ask for one job_id. cause_number: their order, first what is about no row, then the cause of '
'most rows, then that of the first row. reason (the message without the value; ... for numbers and quoted texts that '
'differ in messages of user code and of the reader), offending_values (the ten most frequent, as [{"value", "count", '
'"hint"}, ...]; hint: what is to be said of this one alone), value_count (how many different ones there are), '
'row_ranges (data rows, as 2, 5, 9-40; the first 100 ranges, then ...; NULL for what is about no row), row_count, '
'error_count (a row may have several), first_row, first_line, hint (what to do, where it is the same for all), '
'file_column (column_name as the file calls it, where rows of the job are kept). Hints name what cells of enums and '
'booleans may stand for. It tells of the row errors that are stored, see setting max_row_errors.';

grant select on tabular_import.import_job_error_summary
to tabular_import_user, tabular_import_worker, tabular_import_admin;
