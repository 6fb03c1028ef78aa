create or replace view tabular_import.import_job
with (security_barrier)
as
select
    j.id,
    pg_get_userbyid(j.submitter) as submitted_by,
    j.table_name,
    j.file_id,
    f.name as file_name,
    j.options,
    j.status,
    j.rows_read,
    j.rows_imported,
    j.rows_rejected,
    j.rows_skipped,
    j.submitted_at,
    j.started_at,
    j.completed_at,
    j.result,
    j.hint,
    j.queue_name,
    j.attempt
from tabular_import_private.import_job as j
inner join tabular_import_private.import_file as f on f.id = j.file_id
where
    j.submitter = quote_ident(current_user)::regrole
    or pg_has_role(current_user, 'tabular_import_admin', 'usage');

comment on view tabular_import.import_job is
'The jobs of the current user, for an admin of all: status (queued, running, success, partial, error, cancelled), '
'row counts, times, result (text for people), hint (what to know or do).';
