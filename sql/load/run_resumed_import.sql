create or replace function tabular_import_private.run_resumed_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Compiling takes longer than the statements on few rows.
set jit = off
as $$
declare
    -- As the loader divides rows of a file.
    c_small_rows constant bigint := 1000;
    c_small_bytes constant bigint := 1 << 20;
    c_chunk_rows constant bigint := 65536;
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(
            run_resumed_import.called_by, run_resumed_import.job_id, run_resumed_import.attempt);
    v_kept tabular_import_private.import_kept_file;
    v_notes text[] := array[format(
        'These are the rows of job %s that were not imported, with the corrections that were made since.',
        v_job.parent_job_id)];
    v_bytes bigint;
    v_table text;
    v_rows bigint := 0;
begin
    select k.* into v_kept
    from tabular_import_private.import_kept_file as k
    where k.job_id = v_job.id;
    if not found or v_job.parent_job_id is null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s resumes no other.', v_job.id),
            hint => 'Read its file, and call stage_import or run_small_import.');
    end if;
    select sum(pg_column_size(k.cells)), count(*) into v_bytes, v_rows
    from tabular_import_private.import_kept_row as k
    where k.job_id = v_job.id;
    if v_rows <> v_kept.row_count then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Rows of job %s have been deleted before it was run.', v_job.id));
    end if;
    v_rows := 0;
    if v_kept.row_count <= c_small_rows and v_bytes <= c_small_bytes then
        return tabular_import_private.run_small_import(
            run_resumed_import.called_by, v_job.id, v_job.attempt, v_kept.header,
            (
                select
                    coalesce(
                        jsonb_agg(
                            jsonb_build_array(k.line_number, k.read_error) || to_jsonb(k.cells) order by k.row_number),
                        '[]')
                from tabular_import_private.import_kept_row as k
                where k.job_id = v_job.id
            ),
            v_notes, v_job.reading);
    end if;
    v_table := tabular_import_private.stage_import(
        run_resumed_import.called_by, v_job.id, v_job.attempt, v_kept.header, v_job.reading);
    if v_table is null then
        return (select j.status from tabular_import_private.import_job as j where j.id = v_job.id);
    end if;
    loop
        execute format(
            'insert into %s select k.row_number, k.line_number, k.read_error, %s '
            'from tabular_import_private.import_kept_row as k '
            'where k.job_id = $1 and k.row_number > $2 and k.row_number <= $2 + $3 order by k.row_number',
            v_table,
            (
                select string_agg(format('k.cells[%s]', n), ', ' order by n)
                from generate_series(1, cardinality(v_kept.header)) as n
            ))
        using v_job.id, v_rows, c_chunk_rows;
        v_rows := v_rows + c_chunk_rows;
        exit when v_rows >= v_kept.row_count;
        perform tabular_import_private.note_chunk(v_job.id, v_job.attempt, v_rows, false, v_notes);
    end loop;
    return tabular_import_private.run_import(
        run_resumed_import.called_by, v_job.id, v_job.attempt, v_kept.row_count, v_notes);
end;
$$;

comment on function tabular_import_private.run_resumed_import(
    tabular_import_private.calling_role, bigint, integer
) is
'See tabular_import.run_resumed_import. called_by: the role that calls it.';
