create or replace function tabular_import_private.staging_name(job_id bigint, attempt integer)
returns name
language sql
immutable
security invoker
begin atomic
    select format('job_%s_%s', staging_name.job_id, staging_name.attempt)::name;
end;

comment on function tabular_import_private.staging_name(bigint, integer) is
'The name of an attempt''s table in tabular_import_staging; it never comes again.';
