create or replace function tabular_import_private.inline_plan(
    job tabular_import_private.import_job, header text[], header_notes text[], rows jsonb, notes text[], reading jsonb
)
returns tabular_import_engine.import_plan
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
    v_plan tabular_import_engine.import_plan;
begin
    if tabular_import_private.are_inline_rows(inline_plan.header, inline_plan.rows) then
        v_count := jsonb_array_length(inline_plan.rows);
    end if;
    if coalesce(v_count > 10000, true) then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', 'The rows are too many, or do not have a cell for each column of the header.',
            hint => 'Give at most 10000 rows, each as [line number, read error, cell, ...], or call stage_import.');
    end if;
    perform tabular_import_private.check_reading(inline_plan.reading);
    perform tabular_import_private.drop_staging(job.id, job.attempt);
    insert into tabular_import_private.staging (
        job_id, attempt, header, chunk_rows, chunk_starts, chunk_blocks, chunk_ordered, is_complete, notes,
        header_notes, reading)
    values (
        job.id, job.attempt, inline_plan.header, array_remove(array[nullif(v_count, 0)], null),
        array[0], array[1], array[true], true, tabular_import_private.cut_notes(inline_plan.notes),
        inline_plan.header_notes, inline_plan.reading);
    v_plan := tabular_import_engine.make_plan(
        job.table_id,
        tabular_import_private.inline_source_sql(
            tabular_import_engine.kept_cells(inline_plan.header, job.options), inline_plan.rows),
        inline_plan.header, job.options, job.search_path);
    v_plan.job_id := job.id;
    return v_plan;
end;
$$;

comment on function tabular_import_private.inline_plan(
    tabular_import_private.import_job, text[], text[], jsonb, text[], jsonb
) is
'The plan of a job whose rows need no staging table. header: see fitted_header; header_notes: see there. Raises '
'invalid_job_state.';
