create or replace function tabular_import_private.load_outcome(
    job tabular_import_private.import_job, counts tabular_import_engine.import_counts, notes text[],
    differences text default null
)
returns tabular_import_private.job_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_dry_run boolean := coalesce((job.options ->> 'dry_run')::boolean, false);
    v_is_held boolean := coalesce(counts.review -> 'is_done' = 'false', false);
    v_outcome tabular_import_private.job_outcome;
    v_stored bigint := coalesce(
        (
            select max(e.error_number) from tabular_import_private.import_job_error as e
            where e.job_id = job.id
        ), 0);
    v_repeated bigint := tabular_import_private.repeated_job(job);
begin
    v_outcome.rows_read := counts.rows_read;
    v_outcome.rows_imported := counts.rows_inserted + counts.rows_updated + counts.rows_unchanged;
    v_outcome.rows_inserted := counts.rows_inserted;
    v_outcome.rows_updated := counts.rows_updated;
    v_outcome.rows_unchanged := counts.rows_unchanged;
    v_outcome.rows_rejected := counts.rows_rejected;
    v_outcome.rows_skipped := counts.rows_skipped;
    v_outcome.rows_held_back := counts.rows_held_back;
    v_outcome.rows_deleted := counts.rows_deleted;
    v_outcome.parents_created := counts.parents_created;
    v_outcome.status := case when v_is_held then 'held' else tabular_import_engine.import_status(counts) end;
    v_outcome.result := case when counts.errors > 0 then tabular_import_private.error_report(job.id, counts.errors) end;
    v_outcome.result := case
        when v_is_held
            then tabular_import_engine.dry_run_result(counts, v_outcome.result, 'Held for approval')
        when v_is_dry_run then tabular_import_engine.dry_run_result(counts, v_outcome.result)
        else tabular_import_engine.import_result(counts, v_outcome.result)
    end;
    v_outcome.hint := concat_ws(
        ' ',
        case
            when load_outcome.differences is not null
                then format(
                    'Released by %s, but not as it was reviewed, so that nothing was imported. %s',
                    job.released_by_name, load_outcome.differences)
            when counts.is_refused and job.review is not null
                then format(
                    'When the job was reviewed, %s row(s) would have been imported; %s has released it.',
                    (job.review #>> '{counts,inserted}')::bigint + (job.review #>> '{counts,updated}')::bigint
                    + (job.review #>> '{counts,left unchanged}')::bigint,
                    job.released_by_name)
            when job.released_at is not null and not v_is_held then format('Released by %s.', job.released_by_name)
        end,
        nullif(tabular_import_engine.outcome_hint(
            load_outcome.notes, v_stored, counts, v_is_dry_run), ''),
        case when v_repeated is not null
            then format('You imported the same content into this table before, by job %s.', v_repeated) end,
        case when job.applied_proposal is not null and not counts.is_refused
            then format(
                'As option propose asks for it, the file was loaded with what it proposes: %s.', job.applied_proposal)
        end,
        case
            when v_is_held
                then format(
                    'To import it: select tabular_import.release_import_job(%s); to give it up: '
                    'select tabular_import.cancel_import_job(%s);', job.id, job.id)
        end);
    return v_outcome;
end;
$$;

comment on function tabular_import_private.load_outcome(
    tabular_import_private.import_job, tabular_import_engine.import_counts, text[], text
) is
'How a job ends whose rows have all been judged, or that it is held. notes: the loader''s sentences for the hint; '
'differences: see end_review.';
