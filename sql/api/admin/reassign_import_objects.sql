create or replace function tabular_import.reassign_import_objects(from_role text, to_role text)
returns table (files bigint, jobs bigint)
language sql
volatile
security invoker
begin atomic
    select
        r.files,
        r.jobs
    from tabular_import_private.reassign_import_objects(
        current_user collate "default", reassign_import_objects.from_role, reassign_import_objects.to_role
    ) as r;
end;

comment on function tabular_import.reassign_import_objects(text, text) is
'Gives the files and jobs of a role to another: of one that is gone or renamed, or that a restored database knows by '
'another number. from_role: the name that views import_job and import_file show; to_role: an existing role. The same '
'name twice confirms that the role of that name is the one meant, and admits it if it was admitted. Of jobs that '
'then share an idempotency_key the newest, or the receiver''s own, keeps it. Returns how many files and jobs were '
'given. For members of tabular_import_admin: superusers where things of superusers are given or taken, and superusers '
'or who may act as to_role where the names differ. Raises not_permitted, invalid_job_state (a job is running).';

grant execute on function tabular_import.reassign_import_objects(text, text) to tabular_import_admin;
