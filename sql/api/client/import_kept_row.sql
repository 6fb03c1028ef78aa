create or replace view tabular_import.import_kept_row
with (security_barrier)
as
select
    k.job_id,
    k.row_number,
    k.line_number,
    coalesce(k.fixed, k.cells) as cells,
    k.is_bad,
    case when k.fixed is null then k.read_error end as read_error,
    coalesce(k.origin, k.row_number) as origin,
    k.fixed is not null as is_fixed,
    k.is_given_up,
    tabular_import_engine.fixed_columns(k.cells, k.fixed, f.header, f.fitted) as fixed_columns
from tabular_import_private.import_kept_row as k
inner join tabular_import_private.import_job as j on j.id = k.job_id
inner join tabular_import_private.import_kept_file as f on f.job_id = k.job_id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_kept_row is
'The rows that were not imported of the jobs that view import_job shows: of a job that imported nothing all, else '
'those that it refused. row_number (data rows, from 1), line_number (line or sheet row), cells (texts, with '
'corrections, in the order of header of view import_kept_file), is_bad (the job refused this very row; view '
'import_job_error says why), read_error (what is wrong with a row that could not be read; its cells are then as far '
'as they could be). origin (the row''s number in the first job''s file, where this one resumes another), is_fixed, '
'is_given_up (see fix_import_row, skip_import_row), fixed_columns (those with corrected cells, as the file and as the '
'table calls them; NULL where there are none). Of one job no more than max_kept_rows and max_kept_bytes of view '
'import_setting.';

grant select on tabular_import.import_kept_row to tabular_import_user, tabular_import_worker, tabular_import_admin;
