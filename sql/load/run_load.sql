create or replace function tabular_import_private.run_load(
    job tabular_import_private.import_job, plan tabular_import_engine.import_plan, file_header text[] default null,
    rows jsonb default null
)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So much a session holds until a dry run has ended.
    c_most_change_bytes constant bigint := 64 << 20;
    v_counts tabular_import_engine.import_counts;
    v_notes text[];
    v_outcome tabular_import_private.job_outcome;
    v_work_mem text := current_setting('work_mem');
    v_said tabular_import_engine.statement_outcome;
    v_context text;
    v_source text := coalesce(plan.staged, plan.staging);
    v_file_header text[];
    v_header text[];
    v_reading jsonb;
    v_is_review constant boolean := tabular_import_private.is_to_hold(job);
    v_reviewed bigint;
    v_differences text;
    -- A cell that names another row is no value of its column.
    v_fitted text[] := array(
        select case when plan.rules[n] ? 'link' then null else plan.header[n] end
        from generate_series(1, plan.file_columns) as n
        order by n);
begin
    perform tabular_import_private.check_session_for(job.submitter, job.claimed_by);
    perform tabular_import_private.check_runner(job.submitter);
    perform tabular_import_private.fire_triggers();
    perform tabular_import_private.enter_load(job.id, job.attempt);
    if plan.options ? 'max_change' then
        plan.options := plan.options
            || jsonb_strip_nulls(jsonb_build_object('last_import', tabular_import_private.last_import(job)));
    end if;
    if v_is_review then
        -- A released job has what was reviewed; anything else is a review.
        plan.options := plan.options || jsonb_build_object('review', coalesce(
            case
                when job.review ->> 'file' = tabular_import_private.file_digest(job.file_id) then job.review - 'file'
            end,
            '{}'));
        -- What it says of the rows takes the place of what its review said.
        v_reviewed := tabular_import_private.begin_review(job);
    end if;
    if v_is_review or plan.options -> 'dry_run' = 'true' then
        plan.options := plan.options || jsonb_build_object(
            'most_changes', tabular_import_private.setting('max_changes', job.submitter),
            'most_change_bytes',
            least(tabular_import_private.setting('max_error_bytes', job.submitter), c_most_change_bytes));
    end if;

    plan.options := plan.options || tabular_import_private.begin_row_keys(job);

    -- What triggers tell, row by row, nobody reads; the engine's own progress is an INFO, which always arrives.
    perform set_config('client_min_messages', 'error', true);
    -- A million row errors are sorted before they are stored.
    perform set_config('work_mem', greatest(pg_size_bytes(v_work_mem), 64 << 20) / 1024 || 'kB', true);
    v_counts := tabular_import_private.store_outcomes(job, plan);
    -- The submitter's code may have set another path, and for good: before anything else is looked up.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    perform set_config('work_mem', v_work_mem, true);
    perform tabular_import_private.run_deferred_work(job.submitter);

    if v_counts.fallbacks > 0 then
        update tabular_import_private.import_attempt as a
        set fallbacks = v_counts.fallbacks
        where a.job_id = job.id and a.attempt = job.attempt;
    end if;
    select coalesce(s.chunk_rows[cardinality(s.chunk_rows)], 0), s.header_notes || s.notes, s.file_header, s.reading
    into v_counts.rows_read, v_notes, v_file_header, v_reading
    from tabular_import_private.staging as s
    where s.job_id = job.id and s.attempt = job.attempt;
    v_counts := tabular_import_engine.settled_counts(v_counts, plan.options);
    if v_counts.errors > 0 then
        perform tabular_import_private.name_refused_rows(job, plan);
        perform tabular_import_private.suggest_values(job);
    end if;
    if not v_counts.is_refused then
        perform tabular_import_private.check_repeat(job);
        -- What the engine notes of the table is true only if the rows stay in it.
        v_notes := v_notes || v_counts.notes;
    end if;
    v_header := coalesce(run_load.file_header, v_file_header, v_fitted);
    v_notes := v_notes || tabular_import_engine.mapped_notes(plan, v_header);
    v_notes := v_notes || tabular_import_private.keep_rows(
        job, v_counts, v_header, plan.header[:plan.file_columns], run_load.rows);
    perform tabular_import_private.keep_row_keys(job, v_counts, run_load.rows);
    if v_is_review then
        v_differences := tabular_import_private.end_review(job, v_counts, v_reviewed);
    end if;
    v_outcome := tabular_import_private.load_outcome(job, v_counts, v_notes, v_differences);
    if v_counts.is_refused then
        return tabular_import_private.end_refused_job(
            job, v_outcome, v_source, v_header, v_fitted, '{}', v_reading, plan.options);
    end if;
    perform tabular_import_private.end_job(job.id, job.attempt, v_outcome);
    if v_outcome.status = 'held' then
        perform tabular_import_private.keep_review(job.id, v_counts.review);
    end if;
    return v_outcome.status;
exception
    -- Users' code may say any number of megabytes: they are not to leave the server.
    when others or assert_failure or query_canceled then
        get stacked diagnostics
            v_said.sqlstate = returned_sqlstate,
            v_said.message = message_text,
            v_said.detail = pg_exception_detail,
            v_said.hint = pg_exception_hint,
            v_context = pg_exception_context;
        if length(v_said.message) + length(v_said.detail) + length(v_said.hint) + length(v_context) < 20000 then
            raise;
        end if;
        perform tabular_import_engine.raise_outcome(tabular_import_engine.shortened_outcome(v_said));
        return null;
end;
$$;

comment on function tabular_import_private.run_load(
    tabular_import_private.import_job, tabular_import_engine.import_plan, text[], jsonb
) is
'Imports the rows of a plan with the rights of the submitter and ends the job. file_header: the file''s own names, '
'NULL if they stand with the staging table; rows: see run_small_import, NULL if they are staged. Returns its status. '
'Raises attempt_lost, role_not_admitted, not_permitted, file_repeated.';
