create or replace function tabular_import_private.resume_import_job(
    called_by tabular_import_private.calling_role, job_id bigint
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_fix(resume_import_job.called_by, resume_import_job.job_id);
    v_kept tabular_import_private.import_kept_file;
    v_rows bigint;
    v_going bigint;
    v_options jsonb := v_job.options - array['idempotency_key', 'run_after', 'on_repeat'];
    v_id bigint;
begin
    select k.* into v_kept
    from tabular_import_private.import_kept_file as k
    where k.job_id = v_job.id;
    select count(*), count(*) filter (where not k.is_given_up) into v_rows, v_going
    from tabular_import_private.import_kept_row as k
    where k.job_id = v_job.id;
    if not v_kept.is_whole or v_rows < v_kept.row_count then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('Not all rows of job %s that were not imported are kept, so that it cannot go on.', v_job.id),
            hint => format(
                'Get them as a file, correct that, and load it: tabular-import errors %s --format xlsx -o FILE.',
                v_job.id));
    elsif 'options' = any(v_job.cleared_kinds) then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Something has been erased from the options of job %s.', v_job.id),
            hint => 'Get its rows as a file, and submit a new job.');
    elsif v_going = 0 then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('All rows of job %s that were not imported have been given up.', v_job.id));
    end if;
    -- Those that went in are in: what is asked of the file as a whole is not asked of the rest, too.
    if not v_kept.is_all then
        v_options := v_options - array['expect_rows', 'expect_sums', 'max_change', 'max_errors'];
    end if;
    -- With options that it proposes a job is read again, and these rows are read already.
    if v_options ->> 'propose' = 'apply' then
        v_options := v_options - 'propose';
    end if;
    perform tabular_import_private.check_limits(v_job.submitter, v_options);
    perform tabular_import_private.check_runner(v_job.submitter);
    perform tabular_import_private.check_waiting(v_job.submitter);
    insert into tabular_import_private.import_job (
        queue_name, submitter, submitter_name, table_name, table_id, table_path, file_id, file_sha256, options,
        search_path, time_zone, submitted_at, priority, max_attempts, attempt_limit, max_duration, on_repeat,
        exclusive_table, reading, parent_job_id, is_rest)
    values (
        v_job.queue_name, v_job.submitter, v_job.submitter_name, v_job.table_name, v_job.table_id, v_job.table_path,
        v_job.file_id, v_job.file_sha256, v_options, v_job.search_path, v_job.time_zone,
        tabular_import_private.clock(), v_job.priority, v_job.max_attempts, v_job.max_attempts, v_job.max_duration,
        'ignore', v_job.exclusive_table, v_job.reading, v_job.id, v_job.is_rest or not v_kept.is_all)
    returning id into v_id;
    insert into tabular_import_private.import_kept_file (job_id, header, fitted, row_count, is_whole, is_all)
    values (v_id, v_kept.header, v_kept.fitted, v_going, true, true);
    insert into tabular_import_private.import_kept_row (
        job_id, row_number, line_number, origin, read_error, cells, is_bad)
    select
        v_id, row_number() over (order by k.row_number), k.line_number, coalesce(k.origin, k.row_number),
        case when k.fixed is null then k.read_error end, coalesce(k.fixed, k.cells), false
    from tabular_import_private.import_kept_row as k
    where k.job_id = v_job.id and not k.is_given_up;
    update tabular_import_private.import_job as j
    set resumed_by = v_id
    where j.id = v_job.id;
    perform tabular_import_private.note_table(v_job.exclusive_table);
    perform tabular_import_private.note_event(
        v_job.id, 'resume', resume_import_job.called_by, jsonb_build_object('job', v_id));
    perform tabular_import_private.note_event(v_id, 'submit', resume_import_job.called_by);
    perform pg_notify('tabular_import', v_job.queue_name);
    return v_id;
end;
$$;

comment on function tabular_import_private.resume_import_job(tabular_import_private.calling_role, bigint) is
'See tabular_import.resume_import_job. called_by: the role that calls it.';
