create or replace function tabular_import_private.prove_chunk(job tabular_import_private.import_job)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- The spellings that plain_test compares with, whatever the session prefers.
set datestyle = 'ISO, YMD'
set extra_float_digits = 1
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
    v_staging tabular_import_private.staging;
    v_condition text;
    v_last integer;
    v_is_plain boolean;
begin
    select s.* into v_staging
    from tabular_import_private.staging as s
    where s.job_id = job.id and s.attempt = job.attempt;
    v_last := cardinality(v_staging.chunk_rows);
    v_condition := tabular_import_engine.plain_condition(job.table_id, v_staging.header);
    if v_last = 0 or v_condition is null or v_condition is distinct from coalesce(v_staging.plain_condition, v_condition) then
        return;
    end if;
    begin
        execute format(
            'select not exists (select from tabular_import_staging.%I as s where s.ctid >= ''(%s,0)'' '
            'and s.row_number > %s and s.fault is null and not (%s))',
            v_staging.table_name, v_staging.chunk_starts[v_last], coalesce(v_staging.chunk_rows[v_last - 1], 0),
            v_condition)
        into v_is_plain;
    exception
        when data_exception then
            -- A cell that is no value of its type: the engine will name it.
            return;
    end;
    if v_is_plain then
        update tabular_import_private.staging as s
        set plain_condition = v_condition,
            plain_chunks = s.plain_chunks || v_staging.chunk_rows[v_last]
        where s.job_id = job.id and s.attempt = job.attempt;
    end if;
end;
$$;

comment on function tabular_import_private.prove_chunk(tabular_import_private.import_job) is
'Finds out whether all cells of the chunk that was staged last pass plain_condition, so that the engine, which '
'meanwhile inserts the chunk before, need not test them.';
