create or replace function tabular_import_private.make_typed_chunk(job tabular_import_private.import_job)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- The spellings that plain_test_sql compares with, whatever the session prefers.
set datestyle = 'ISO, YMD'
set extra_float_digits = 1
set jit = off
set max_parallel_workers_per_gather = 0
set default_tablespace = ''
set default_table_access_method = heap
as $$
declare
    v_staging tabular_import_private.staging;
    v_plan tabular_import_engine.import_plan;
    v_typed_query text;
    v_typed_table name;
    v_chunk tabular_import_engine.chunk;
    v_source text;
    v_last integer;
    v_before bigint;
    v_row_count bigint;
    v_start bigint;
    v_place record;
    v_found bigint;
begin
    select s.* into v_staging
    from tabular_import_private.staging as s
    where s.job_id = job.id and s.attempt = job.attempt;
    -- These take all rows at once, from the staging table.
    if job.options ->> 'engine' = 'reference' or tabular_import_engine.merge_mode(job.options) is not null
        or tabular_import_engine.refers_to_itself(job.table_id) then
        return;
    end if;
    v_last := cardinality(v_staging.chunk_rows);
    v_plan := tabular_import_private.staged_plan(job);
    -- What links name is found with the submitter's rights alone, when the rows are inserted.
    v_plan.link_head := null;
    v_typed_query := tabular_import_engine.typed_rows_sql(v_plan, '');
    if v_last = 0 or v_typed_query is null
        or v_typed_query is distinct from coalesce(v_staging.typed_query, v_typed_query) then
        return;
    end if;
    v_typed_table := tabular_import_engine.typed_table(v_staging.table_name);
    v_before := coalesce(v_staging.chunk_rows[v_last - 1], 0);
    v_chunk.first_row := v_before + 1;
    v_chunk.last_row := v_staging.chunk_rows[v_last];
    v_chunk.first_block := v_staging.chunk_starts[v_last];
    v_chunk.last_block := v_staging.chunk_blocks[v_last];
    v_source := tabular_import_engine.chunk_source_sql(v_plan, v_chunk);
    begin
        if v_staging.typed_query is null then
            execute format(
                'create unlogged table tabular_import_staging.%I as %s with no data', v_typed_table,
                tabular_import_engine.typed_rows_sql(v_plan, v_source));
            perform tabular_import_private.restrict_staging_table(v_typed_table, job.submitter);
        end if;
        v_start := greatest(tabular_import_private.staging_blocks(v_typed_table) - 1, 0);
        execute format(
            'insert into tabular_import_staging.%I %s', v_typed_table,
            tabular_import_engine.typed_rows_sql(v_plan, v_source));
        get diagnostics v_row_count = row_count;
    exception
        -- A cell that is no value of its type, or that its guard refuses: the engine will name it. A row of values can
        -- be too wide for a page that takes its texts.
        when data_exception or program_limit_exceeded or sqlstate 'TI020' then
            return;
    end;
    v_place := tabular_import_private.staged_place(v_typed_table, v_before, v_row_count, v_start);
    execute 'select count(*) ' || tabular_import_engine.rows_source_sql(
        format('tabular_import_staging.%I', v_typed_table), v_place.first_block,
        tabular_import_private.staging_blocks(v_typed_table), v_before + 1, v_staging.chunk_rows[v_last])
    into v_found;
    if v_found <> v_row_count then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('%s row(s) of a chunk are typed instead of %s.', v_found, v_row_count));
    end if;
    update tabular_import_private.staging as s
    set typed_query = v_typed_query,
        typed_starts[v_last] = v_place.first_block,
        typed_ordered[v_last] = v_place.is_ordered,
        typed_blocks[v_last] = tabular_import_private.staging_blocks(v_typed_table)
    where s.job_id = job.id and s.attempt = job.attempt;
end;
$$;

comment on function tabular_import_private.make_typed_chunk(tabular_import_private.import_job) is
'Makes values of the cells of the chunk that was staged last, where all of them become values unchanged, see '
'typed_rows_sql: '
'done while the engine still inserts the chunk before, so that it need not.';
