create or replace function tabular_import_private.refuse_header(
    job tabular_import_private.import_job, problem tabular_import_private.job_outcome, reading jsonb, header text[],
    rows jsonb default '[]'
)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_near record;
begin
    perform tabular_import_private.check_reading(refuse_header.reading);
    update tabular_import_private.import_job as j
    set reading = refuse_header.reading
    where j.id = job.id;
    if tabular_import_private.target_problem(job) is null then
        select n.* into v_near
        from tabular_import_private.near_header(job.table_id, job.submitter, refuse_header.header, job.options) as n;
        if v_near.renames <> '{}' then
            return tabular_import_private.end_refused_job(
                job, problem, tabular_import_private.inline_source_sql(v_near.fitted, refuse_header.rows),
                refuse_header.header, v_near.fitted, v_near.renames, refuse_header.reading, v_near.plan_options);
        end if;
    end if;
    perform tabular_import_private.end_job(job.id, job.attempt, problem);
    return problem.status;
end;
$$;

comment on function tabular_import_private.refuse_header(
    tabular_import_private.import_job, tabular_import_private.job_outcome, jsonb, text[], jsonb
) is
'Ends a job because of its file''s header, or queues it again, see end_refused_job. job: see matched_job; '
'reading: how the file was read; header: of the file; rows: as in run_small_import, as far as they are here. Returns '
'the status. Raises attempt_lost.';
