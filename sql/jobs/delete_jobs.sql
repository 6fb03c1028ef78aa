create or replace function tabular_import_private.delete_jobs(job_ids bigint[], done_by name, detail jsonb default null)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_files uuid[];
    v_count bigint;
begin
    perform tabular_import_private.note_event(i.id, 'delete', delete_jobs.done_by, delete_jobs.detail)
    from unnest(delete_jobs.job_ids) as i (id);
    with deleted as (
        delete from tabular_import_private.import_job as j
        where j.id = any(delete_jobs.job_ids)
        returning j.id, j.file_id, j.parent_job_id, j.status, j.resumed_by
    ), freed as (
        -- Of whose rows nothing is in the table, and no other job has them: its parent may be resumed again.
        update tabular_import_private.import_job as j
        set resumed_by = null
        from deleted as d
        where j.id = d.parent_job_id and j.resumed_by = d.id and d.resumed_by is null
            and d.status not in ('success', 'partial') and j.id <> all(delete_jobs.job_ids)
    )
    select count(*), array_agg(d.file_id) into v_count, v_files
    from deleted as d;
    perform tabular_import_private.delete_unused_files(v_files);
    return v_count;
end;
$$;

comment on function tabular_import_private.delete_jobs(bigint[], name, jsonb) is
'Deletes finished jobs that the caller has locked, with all that is kept of them and with the files that no other job '
'uses, and returns how many jobs they were. done_by, detail: see note_event.';
