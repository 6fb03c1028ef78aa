create or replace function tabular_import_private.run_small_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, header text[], rows jsonb,
    notes text[], reading jsonb
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Compiling takes longer than any of the engine's statements on few rows.
set jit = off
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.matched_job(
            tabular_import_private.running_job(
                run_small_import.called_by, run_small_import.job_id, run_small_import.attempt),
            run_small_import.header);
    v_reading jsonb := tabular_import_private.noted_template(v_job, run_small_import.reading);
    v_problem tabular_import_private.job_outcome
        := tabular_import_private.header_problem(v_job, run_small_import.header, v_reading);
    v_fit record;
begin
    if v_problem.status is not null then
        return tabular_import_private.refuse_header(
            v_job, v_problem, v_reading, run_small_import.header, run_small_import.rows);
    end if;
    v_fit := tabular_import_private.fit_header(v_job, run_small_import.header, v_reading);
    v_job.options := v_fit.options;
    return tabular_import_private.run_load(
        v_job,
        tabular_import_private.inline_plan(
            v_job, v_fit.fitted, v_fit.notes, run_small_import.rows, run_small_import.notes, v_fit.noted_reading),
        run_small_import.header, run_small_import.rows);
end;
$$;

comment on function tabular_import_private.run_small_import(
    tabular_import_private.calling_role, bigint, integer, text[], jsonb, text[], jsonb
) is
'See tabular_import.run_small_import. called_by: the role that calls it.';
