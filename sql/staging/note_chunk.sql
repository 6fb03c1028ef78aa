create or replace function tabular_import_private.note_chunk(
    job_id bigint, attempt integer, rows_staged bigint, is_complete boolean, notes text[]
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_staging tabular_import_private.staging;
    v_rows bigint;
    v_place record;
begin
    select s.* into v_staging
    from tabular_import_private.staging as s
    where s.job_id = note_chunk.job_id and s.attempt = note_chunk.attempt
    for no key update;
    if not found or v_staging.is_complete then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s is not being staged.', note_chunk.job_id),
            hint => 'Call stage_import first.');
    end if;
    v_rows := coalesce(v_staging.chunk_rows[cardinality(v_staging.chunk_rows)], 0);
    if note_chunk.rows_staged > v_rows then
        -- A chunk mostly begins in the pages that the one before it has left free.
        v_place := tabular_import_private.staged_place(
            v_staging.table_name, v_rows, note_chunk.rows_staged - v_rows,
            coalesce(v_staging.chunk_blocks[cardinality(v_staging.chunk_blocks) - 1], 0));
        v_staging.chunk_starts := v_staging.chunk_starts || v_place.first_block;
        v_staging.chunk_ordered := v_staging.chunk_ordered || v_place.is_ordered;
        v_staging.chunk_rows := v_staging.chunk_rows || note_chunk.rows_staged;
        v_staging.chunk_blocks := v_staging.chunk_blocks
            || tabular_import_private.staging_blocks(v_staging.table_name);
    end if;
    update tabular_import_private.staging as s
    set chunk_rows = v_staging.chunk_rows,
        chunk_starts = v_staging.chunk_starts,
        chunk_blocks = v_staging.chunk_blocks,
        chunk_ordered = v_staging.chunk_ordered,
        is_complete = note_chunk.is_complete,
        notes = tabular_import_private.cut_notes(note_chunk.notes)
    where s.job_id = note_chunk.job_id and s.attempt = note_chunk.attempt;
    return note_chunk.rows_staged > v_rows;
end;
$$;

comment on function tabular_import_private.note_chunk(bigint, integer, bigint, boolean, text[]) is
'Notes that the rows up to number rows_staged have been staged, for the engine to take them as a chunk. Returns '
'whether there are any that had not been noted. Raises invalid_job_state.';
