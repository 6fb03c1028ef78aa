create or replace function tabular_import_private.matched_job(
    job tabular_import_private.import_job, header text[]
)
returns tabular_import_private.import_job
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if tabular_import_engine.is_exact_header(job.table_id, matched_job.header, job.submitter, job.options) then
        return job;
    end if;
    job.options := tabular_import_engine.with_matches(job.table_id, matched_job.header, job.options);
    return job;
end;
$$;

comment on function tabular_import_private.matched_job(tabular_import_private.import_job, text[]) is
'A job with what its file''s header names among its options, see with_matches, unless that goes without saying, see '
'is_exact_header.';
