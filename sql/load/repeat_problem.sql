create or replace function tabular_import_private.repeat_problem(job tabular_import_private.import_job)
returns tabular_import_private.job_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_private.job_outcome;
    v_repeated bigint;
begin
    if job.on_repeat = 'refuse' then
        v_repeated := tabular_import_private.repeated_job(job);
        if v_repeated is not null then
            v_outcome.status := 'error';
            v_outcome.result := format(
                'The same content was imported into %s before, by job %s', job.table_name, v_repeated);
            v_outcome.hint := 'To import it again, submit it with option on_repeat "note" or "ignore".';
            v_outcome.rows_imported := 0;
        end if;
    end if;
    return v_outcome;
end;
$$;

comment on function tabular_import_private.repeat_problem(tabular_import_private.import_job) is
'How a job ends that refuses to import the same content again, when that was imported before; else status NULL.';
