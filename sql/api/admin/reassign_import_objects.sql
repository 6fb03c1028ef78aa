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
'Transfers the files, jobs and profiles of one role to another: of a role that was dropped or renamed, or that has '
'another number in a restored database. from_role: the name that views import_job and import_file show; to_role: an '
'existing role. The same name twice confirms that the role of that name is the one meant, and admits it again if it '
'was admitted. Where jobs then share an idempotency_key, the receiver''s own job keeps it, or else the newest; a '
'profile whose name the receiver has already is called NAME of FROM_ROLE. Returns how many files and jobs were '
'transferred. For members of tabular_import_admin; for superusers alone where either role is or was a superuser, and '
'for superusers and those who may act as to_role where the names differ. Raises not_permitted, invalid_job_state (a '
'job is running).';

grant execute on function tabular_import.reassign_import_objects(text, text) to tabular_import_admin;
