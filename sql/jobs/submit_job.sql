create or replace function tabular_import_private.submit_job(
    called_by tabular_import_private.calling_role, table_name text, table_id oid, file_id uuid, options jsonb,
    search_path text, time_zone text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(submit_job.called_by);
    v_file tabular_import_private.import_file
        := tabular_import_private.own_file(v_caller, submit_job.file_id);
    v_options jsonb := submit_job.options;
    v_queue text := 'tabular_import';
    v_key text := submit_job.options ->> 'idempotency_key';
    v_id bigint;
    v_table oid;
    v_has_room boolean := false;
begin
    if v_file.finished_at is null then
        perform tabular_import_engine.raise_error(
            'invalid_upload', format('The upload of file %s is not finished.', v_file.id),
            hint => 'Call tabular_import.finish_file_upload first.');
    end if;
    if v_file.content_deleted_at is not null then
        perform tabular_import_engine.raise_error(
            'file_not_found', format('The content of file %s has been deleted.', v_file.id),
            hint => 'Upload it again. View import_retention says how long files are kept.');
    end if;
    if coalesce(submit_job.table_name, '') = '' then
        perform tabular_import_engine.raise_error('table_not_found', 'The name of the table is missing.');
    end if;
    perform tabular_import_private.check_length('name of the table', submit_job.table_name, 1000);
    perform tabular_import_private.check_length('setting search_path', submit_job.search_path, 10000);
    perform tabular_import_private.check_length('setting TimeZone', submit_job.time_zone, 1000);
    if submit_job.options <> '{}' then
        perform tabular_import_private.check_options(submit_job.options);
        v_options := tabular_import_private.with_profile(v_caller, submit_job.options, submit_job.table_id);
        v_queue := coalesce(v_options ->> 'queue', 'tabular_import');
        perform tabular_import_private.check_limits(v_caller, v_options);
        perform tabular_import_private.check_hold(submit_job.table_id, v_options);
    end if;
    perform tabular_import_private.check_runner(v_caller);
    -- A job with the same key may be deleted as soon as it has been seen, or submitted as soon as it has not.
    loop
        if v_key is not null then
            select j.id into v_id
            from tabular_import_private.import_job as j
            where tabular_import_private.belongs_to(j.submitter, j.submitter_name, v_caller)
                and j.idempotency_key = v_key;
            if found then
                return v_id;
            end if;
        end if;
        if not v_has_room then
            perform tabular_import_private.check_waiting(v_caller);
            v_has_room := true;
        end if;
        insert into tabular_import_private.import_job (
            queue_name, submitter, submitter_name, table_name, table_id, table_path, file_id, file_sha256, options,
            search_path, time_zone, submitted_at, priority, run_after, is_scheduled, max_attempts, attempt_limit,
            idempotency_key, max_duration, on_repeat, exclusive_table)
        values (
            v_queue, v_caller, pg_get_userbyid(v_caller), submit_job.table_name, submit_job.table_id,
            tabular_import_engine.table_path(submit_job.table_id), v_file.id, v_file.sha256, v_options,
            submit_job.search_path, submit_job.time_zone, tabular_import_private.clock(),
            coalesce((v_options ->> 'priority')::integer, 0),
            (v_options ->> 'run_after')::timestamptz, v_options ? 'run_after',
            coalesce((v_options ->> 'max_attempts')::integer, 5),
            coalesce((v_options ->> 'max_attempts')::integer, 5),
            v_key,
            coalesce((v_options ->> 'max_duration')::interval, '1 hour'),
            coalesce(v_options ->> 'on_repeat', 'note'),
            -- Who may not write may not keep others from it either.
            case
                when (v_options -> 'allow_parallel') = 'true' then null
                when has_any_column_privilege(
                    v_caller, submit_job.table_id,
                    case v_options ->> 'mode' when 'update' then 'update' else 'insert' end) then submit_job.table_id
            end)
        on conflict (submitter, submitter_name, idempotency_key) where idempotency_key is not null do nothing
        returning id, exclusive_table into v_id, v_table;
        exit when v_id is not null;
    end loop;
    perform tabular_import_private.note_event(v_id, 'submit', submit_job.called_by);
    perform tabular_import_private.note_table(v_table);
    perform pg_notify('tabular_import', v_queue);
    return v_id;
end;
$$;

comment on function tabular_import_private.submit_job(
    tabular_import_private.calling_role, text, oid, uuid, jsonb, text, text
) is
'Stores a job for the caller and wakes a worker. table_id: the table that the caller''s search_path gives the '
'name, or NULL; search_path and time_zone: the caller''s.';
