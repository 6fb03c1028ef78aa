-- Which workers live: each gives a sign of life now and then; half empty pages keep the updates HOT.
create table tabular_import_private.import_worker (
    id uuid primary key,
    role_name text not null,
    worker text not null,
    version text not null,
    digest text not null,
    queue_name text not null,
    concurrency integer not null,
    started_at timestamptz not null,
    heartbeat_at timestamptz not null
)
with (fillfactor = 50);

-- Which program has installed what is there: its version and a digest of its definitions.
create table tabular_import_private.installation (
    is_only boolean primary key default true check (is_only),
    version text not null,
    digest text not null,
    installed_at timestamptz not null
);

-- What has ended, for counters that never go back, whatever is deleted: a line for each attempt, and sums of such
-- lines, into which they are put together. event: the job's status, or what became of an attempt that did not end its
-- job.
create table tabular_import_private.import_tally (
    queue_name text not null,
    event text not null,
    is_environment boolean not null,
    times bigint not null default 1,
    rows_imported bigint not null default 0,
    rows_rejected bigint not null default 0,
    seconds double precision not null default 0,
    is_sum boolean not null default false
);

-- A job that ended in error by an environment error, which says nothing of its file.
alter table tabular_import_private.import_job
add column is_environment boolean not null default false;
