alter table tabular_import_private.import_job
add column priority integer not null default 0,
add column run_after timestamptz,
add column max_attempts integer not null default 5 check (max_attempts > 0),
add column attempt_limit integer not null default 5,
add column idempotency_key text,
add column max_duration interval not null default '1 hour',
add column on_repeat text not null default 'note',
add column file_sha256 bytea,
-- The table that the job keeps to itself while it runs; NULL where it may run beside others.
add column exclusive_table oid;

alter table tabular_import_private.import_job set (fillfactor = 80);

drop index tabular_import_private.import_job_waiting;

create index import_job_waiting on tabular_import_private.import_job (queue_name, priority desc, id)
where status = 'queued';

create index import_job_running on tabular_import_private.import_job (id)
where status = 'running';

create unique index import_job_exclusive on tabular_import_private.import_job (exclusive_table)
where status = 'running';

create unique index import_job_idempotency on tabular_import_private.import_job (submitter, idempotency_key);

create index import_job_imported on tabular_import_private.import_job (table_id, file_sha256)
where status in ('success', 'partial');

create index import_job_completed on tabular_import_private.import_job (completed_at)
where completed_at is not null;

-- Heartbeats update rows of this table alone; half empty pages and no index on what changes keep them HOT.
create table tabular_import_private.import_attempt (
    job_id bigint not null references tabular_import_private.import_job (id) on delete cascade,
    attempt integer not null,
    worker text not null,
    claimed_by regrole not null,
    lease interval not null,
    lease_until timestamptz not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text
    check (outcome in ('success', 'partial', 'error', 'cancelled', 'retry', 'expired', 'released')),
    sqlstate text,
    message text,
    rows_read bigint,
    rows_imported bigint,
    rows_rejected bigint,
    backend_pid integer,
    backend_start timestamptz,
    primary key (job_id, attempt),
    check ((ended_at is null) = (outcome is null))
)
with (fillfactor = 50);

create type tabular_import_private.load_counts as (
    rows_read bigint,
    errors bigint,
    rows_rejected bigint,
    rows_skipped bigint
);
