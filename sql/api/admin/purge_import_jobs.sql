create or replace function tabular_import.purge_import_jobs(
    older_than interval default null, batch_size integer default 1000
)
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.purge_import_jobs(
        current_user collate "default", purge_import_jobs.older_than, purge_import_jobs.batch_size
    );
end;

comment on function tabular_import.purge_import_jobs(interval, integer) is
'Deletes up to batch_size jobs that ended more than older_than ago, with their row errors, history and files, up to '
'batch_size uploads of that age that no job uses, and whatever was left staged; and what is past its time by '
'set_import_retention, with older_than NULL that alone. Returns how much that was, mostly the number of jobs and '
'unused uploads: call it, committing each time, until it returns 0. For members of tabular_import_admin. Raises '
'invalid_option.';

grant execute on function tabular_import.purge_import_jobs(interval, integer) to tabular_import_admin;
