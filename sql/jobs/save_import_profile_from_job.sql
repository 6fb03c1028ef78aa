create or replace function tabular_import_private.save_import_profile_from_job(
    called_by tabular_import_private.calling_role, name text, job_id bigint, shared_with text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_manage(
            save_import_profile_from_job.called_by, save_import_profile_from_job.job_id);
begin
    if v_job.status <> 'success' then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('Job %s has the status %s: a profile is made of a job that was a success.', v_job.id, v_job.status),
            hint => 'Or save the options themselves, by tabular_import.save_import_profile.');
    end if;
    perform tabular_import_private.store_profile(
        quote_ident(save_import_profile_from_job.called_by)::regrole, save_import_profile_from_job.name,
        v_job.table_path,
        -- What is said of one job alone is left out.
        v_job.options - array['profile', 'propose']
        - array(select o.name from tabular_import.import_option as o where o.part = 'job'),
        save_import_profile_from_job.shared_with);
end;
$$;

comment on function tabular_import_private.save_import_profile_from_job(
    tabular_import_private.calling_role, text, bigint, text
) is
'See tabular_import.save_import_profile_from_job. called_by: the role that calls it.';
