create or replace function tabular_import.save_import_profile_from_job(
    name text, job_id bigint, shared_with text default null
)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.save_import_profile_from_job(
        current_user collate "default",
        save_import_profile_from_job.name,
        save_import_profile_from_job.job_id,
        save_import_profile_from_job.shared_with
    );
end;

comment on function tabular_import.save_import_profile_from_job(text, bigint, text) is
'Saves what a job of the caller''s that was a success has used, for its table, as save_import_profile does: its '
'options for reading, columns and values, with those of a profile that it has named. Raises invalid_job_state, '
'invalid_option, job_not_found, limit_exceeded, not_permitted.';

grant execute on function tabular_import.save_import_profile_from_job(text, bigint, text) to tabular_import_user;
