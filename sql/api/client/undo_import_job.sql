create or replace function tabular_import.undo_import_job(job_id bigint, dry_run boolean default false)
returns table (
    table_name text, action text, outcome text, row_count bigint, row_number bigint, key jsonb, reason text
)
language sql
volatile
security invoker
begin atomic
    select
        tabular_import_engine.run_undo(
            tabular_import_private.undo_import_job(
                current_user collate "default", undo_import_job.job_id, coalesce(undo_import_job.dry_run, false)
            ),
            coalesce(undo_import_job.dry_run, false),
            current_setting('search_path')
        );
    select
        u.table_name,
        u.action,
        u.outcome,
        u.row_count,
        u.row_number,
        u.key,
        u.reason
    from tabular_import_private.end_undo(
        current_user collate "default", undo_import_job.job_id, coalesce(undo_import_job.dry_run, false)
    ) as u;
end;

comment on function tabular_import.undo_import_job(bigint, boolean) is
'Puts back at once, in the caller''s transaction and with the caller''s rights on the tables, what a job with option '
'undo has changed: rows that it inserted are deleted, those that it updated get their earlier values, those that it '
'deleted are inserted again, and rows that were created for links are deleted. A row that was changed since, or that '
'others refer to, stays as it is. Triggers fire as for any change. dry_run: only tells what would become of the rows. '
'Returns, for each table and action of the job (insert, update, delete), a line with outcome undone and row_count, and '
'a line with outcome left for each row that stays: row_number (of the file, NULL if it has not the row), key (as JSON '
'of texts), reason; outcome note: what else there is to know, as reason. A job is undone once; where all rows stay, it '
'counts as not undone. Raises job_not_found, invalid_job_state, not_permitted.';

grant execute on function tabular_import.undo_import_job(bigint, boolean) to tabular_import_user;
