create or replace function tabular_import_engine.next_chunk(
    plan tabular_import_engine.import_plan, done bigint, whole boolean
)
returns tabular_import_engine.chunk
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_staged record;
    v_count integer;
    v_number integer;
    v_rows bigint;
    v_blocks bigint;
begin
    -- The rows of no job are all there.
    if plan.job_id is null then
        execute format(
            'select count(*), coalesce((max(s.ctid)::text::point)[0]::bigint, 0) + 1 from %s as s', plan.staged)
        into v_rows, v_blocks;
        if next_chunk.done < v_rows then
            return row(1, v_rows, 0, v_blocks, null, null, null, true, null)::tabular_import_engine.chunk;
        end if;
        return null;
    end if;
    loop
        select s.* into v_staged
        from tabular_import_engine.staged_chunks(plan.job_id) as s;
        if v_staged.is_complete is null then
            perform tabular_import_engine.raise_error(
                'invalid_job_state', format('Job %s has no staging table.', plan.job_id));
        end if;
        v_count := cardinality(v_staged.chunk_rows);
        v_number := 1 + (
            select count(*) from unnest(v_staged.chunk_rows) as r (last_row) where r.last_row <= next_chunk.done);
        if v_number <= v_count and next_chunk.whole and v_staged.is_complete then
            return row(
                next_chunk.done + 1, v_staged.chunk_rows[v_count], 0, v_staged.chunk_blocks[v_count], null, null, null,
                -- In order from chunk to chunk as well, if none reaches back into the blocks before the last one.
                not exists (
                    select from generate_series(1, v_count) as n
                    where v_staged.chunk_ordered[n] is distinct from true
                        or v_staged.chunk_starts[n] < v_staged.chunk_blocks[n - 1] - 1),
                null
            )::tabular_import_engine.chunk;
        elsif v_number <= v_count and not next_chunk.whole then
            return row(
                next_chunk.done + 1, v_staged.chunk_rows[v_number], v_staged.chunk_starts[v_number],
                v_staged.chunk_blocks[v_number],
                case when v_staged.typed_starts[v_number] is not null then v_staged.typed_query end,
                v_staged.typed_starts[v_number], v_staged.typed_blocks[v_number],
                v_staged.chunk_ordered[v_number], v_staged.typed_ordered[v_number]
            )::tabular_import_engine.chunk;
        elsif v_staged.is_complete then
            return null;
        end if;
        perform pg_sleep(0.003);
    end loop;
    return null;
end;
$$;

comment on function tabular_import_engine.next_chunk(tabular_import_engine.import_plan, bigint, boolean) is
'Waits for the loader and returns the next chunk of staged rows after row number done, NULL behind the last. '
'whole: waits for all rows and returns them as one chunk. The records of a caller, which are no job''s, are one chunk.';
