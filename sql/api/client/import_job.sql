-- The plan is along an index, newest first, and what stands in other tables is looked up for the rows that are shown:
-- a join would have the whole history read and sorted for the newest jobs.
create or replace view tabular_import.import_job
with (security_barrier)
as
select
    j.id,
    j.submitter_name as submitted_by,
    j.table_name,
    j.file_id,
    (
        select f.name
        from tabular_import_private.import_file as f
        where f.id = j.file_id
    ) as file_name,
    j.options,
    j.status,
    coalesce(
        j.rows_read,
        case
            when j.status = 'running'
                then (
                    select a.rows_read
                    from tabular_import_private.import_attempt as a
                    where a.job_id = j.id and a.attempt = j.attempt
                )
        end
    ) as rows_read,
    coalesce(
        j.rows_imported,
        case
            when j.status = 'running'
                then (
                    select a.rows_imported
                    from tabular_import_private.import_attempt as a
                    where a.job_id = j.id and a.attempt = j.attempt
                )
        end
    ) as rows_imported,
    j.rows_inserted,
    j.rows_updated,
    j.rows_unchanged,
    j.rows_skipped,
    coalesce(
        j.rows_rejected,
        case
            when j.status = 'running'
                then (
                    select a.rows_rejected
                    from tabular_import_private.import_attempt as a
                    where a.job_id = j.id and a.attempt = j.attempt
                )
        end
    ) as rows_rejected,
    j.rows_held_back,
    j.rows_deleted,
    j.parents_created,
    j.submitted_at,
    j.started_at,
    j.completed_at,
    j.result,
    case
        when j.status = 'queued' and not tabular_import_private.is_role(j.submitter, j.submitter_name)
            then format(
                'The role %s that submitted it is gone, renamed, or another one here, so nobody runs it. An '
                'administrator can give it to a role: select tabular_import.reassign_import_objects(%L, %L);',
                j.submitter_name, j.submitter_name, j.submitter_name
            ) collate "default"
        else j.hint
    end as hint,
    j.queue_name,
    j.priority,
    j.run_after,
    j.attempt,
    j.worker,
    j.reading,
    coalesce(
        j.rows_read,
        case
            when j.status = 'running'
                then (
                    select s.chunk_rows[cardinality(s.chunk_rows)]
                    from tabular_import_private.staging as s
                    where s.job_id = j.id and s.attempt = j.attempt
                )
        end
    ) as rows_staged,
    case
        when j.status = 'running'
            then (
                select
                    tabular_import_private.row_rate(
                        coalesce(j.rows_imported, a.rows_imported, 0) + coalesce(j.rows_rejected, a.rows_rejected, 0),
                        a.started_at, tabular_import_private.clock()
                    )
                from tabular_import_private.import_attempt as a
                where a.job_id = j.id and a.attempt = j.attempt
            )
        else tabular_import_private.row_rate(
            coalesce(j.rows_imported, 0) + coalesce(j.rows_rejected, 0),
            j.started_at,
            coalesce(
                j.completed_at, case when j.status = 'held' then j.held_at end, tabular_import_private.clock()
            )
        )
    end as rows_per_second,
    not tabular_import_private.is_role(j.submitter, j.submitter_name) as is_orphaned,
    j.proposal,
    j.applied_proposal,
    j.parent_job_id,
    j.resumed_by,
    j.undone_at,
    j.undone_by,
    j.held_at,
    j.released_at,
    j.released_by_name as released_by
from tabular_import_private.visible_job as j
order by j.id desc;

comment on view tabular_import.import_job is
'The jobs of the current user, or for an admin those of all users, and those that one may release or has released '
'(see set_import_approval), newest first: status (queued, also between two attempts, running, held until somebody '
'releases it, success, partial, error, cancelled), row counts (of a job that is held, what they would be; so far, '
'while it runs: read from the file, staged, and of those imported or rejected, with rows_per_second; of a job that '
'was read to the end, rows_read is the sum of rows_inserted, rows_updated, rows_unchanged, rows_skipped (by the table '
'itself), rows_rejected and rows_held_back (good rows of a job that was not imported), and rows_imported that of the '
'first three; rows_deleted: rows of the table that the file did not have; parents_created: rows of other tables that '
'links name and that were created for them), times, result (text for people), hint (what to know or do), attempt and '
'worker of the last attempt, run_after (not run before then), is_orphaned (submitted_by is no longer the role of that '
'name: only admins see such a job and nobody runs it, see reassign_import_objects), proposal (options with which a '
'refused file may be loaded, as the file itself shows: options || coalesce(proposal, ''{}'') are those of the next '
'submit), applied_proposal (what option propose = apply has set of the options), parent_job_id (the job whose rows '
'that were not imported this one goes on with), resumed_by (the job that goes on with those of this one), undone_at '
'and undone_by (when and by whom it was undone, see undo_import_job), held_at (when it was held last, see '
'release_import_job), released_at, released_by.';

grant select on tabular_import.import_job to tabular_import_user, tabular_import_worker, tabular_import_admin;
