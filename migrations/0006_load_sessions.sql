-- The session of a load is found by its lock, see load_lock: a pooler gives one session to many clients.
alter table tabular_import_private.import_attempt
drop column backend_pid,
drop column backend_start;

-- Most jobs have no key.
drop index tabular_import_private.import_job_idempotency;

create unique index import_job_idempotency on tabular_import_private.import_job (submitter, idempotency_key)
where idempotency_key is not null;

-- What remains of a job that is deleted while its last load still winds up is found and dropped later.
alter table tabular_import_private.staging
drop constraint staging_job_id_fkey;

create type tabular_import_private.started_import as (
    columns text [],
    content bytea
);

-- An attempt never touches what an earlier one has staged; a small file's rows need no table.
alter table tabular_import_private.staging
drop constraint staging_pkey,
add primary key (job_id, attempt),
alter column table_name drop not null;
