create or replace function tabular_import_private.stage_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, header text[], reading jsonb
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Compiling would take longer than the statements.
set jit = off
-- The loader finds a chunk by its pages, and whoever has set others has meant his own tables.
set default_tablespace = ''
set default_table_access_method = heap
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(stage_import.called_by, stage_import.job_id, stage_import.attempt);
    v_matched tabular_import_private.import_job := tabular_import_private.matched_job(v_job, stage_import.header);
    v_reading jsonb := tabular_import_private.noted_template(v_job, stage_import.reading);
    v_problem tabular_import_private.job_outcome
        := tabular_import_private.header_problem(v_matched, stage_import.header, v_reading);
    v_fit record;
    v_table name := tabular_import_private.staging_name(v_job.id, v_job.attempt);
begin
    -- A loader that falls silent in the midst of a transaction does not hold its locks for ever.
    perform set_config(
        'idle_in_transaction_session_timeout',
        (select (extract(epoch from a.lease) * 1000)::bigint::text
        from tabular_import_private.import_attempt as a
        where a.job_id = v_job.id and a.attempt = v_job.attempt),
        true);
    if v_problem.status is null then
        v_problem := tabular_import_private.staging_problem(stage_import.header);
    end if;
    if v_problem.status is not null then
        perform tabular_import_private.refuse_header(v_matched, v_problem, v_reading, stage_import.header);
        return null;
    end if;
    v_fit := tabular_import_private.fit_header(v_matched, stage_import.header, v_reading);
    perform tabular_import_private.check_reading(v_fit.noted_reading);
    perform tabular_import_private.drop_staging(v_job.id, v_job.attempt);
    perform tabular_import_private.create_staging_table(
        v_table, cardinality(stage_import.header), v_job.submitter, v_job.claimed_by);
    insert into tabular_import_private.staging (
        job_id, attempt, table_name, header, header_notes, reading, options, file_header)
    values (
        v_job.id, v_job.attempt, v_table, v_fit.fitted, v_fit.notes, v_fit.noted_reading,
        nullif(v_fit.options, v_job.options), stage_import.header);
    return format('tabular_import_staging.%I', v_table);
end;
$$;

comment on function tabular_import_private.stage_import(
    tabular_import_private.calling_role, bigint, integer, text[], jsonb
) is
'See tabular_import.stage_import. called_by: the role that calls it.';
