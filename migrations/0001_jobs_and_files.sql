-- Roles belong to the whole server: another database may have made them, even at this moment.
do $$
declare
    v_name text;
begin
    foreach v_name in array array['tabular_import_user', 'tabular_import_worker', 'tabular_import_admin'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_name) then
            begin
                execute format('create role %I nologin', v_name);
            exception
                when duplicate_object or unique_violation then null;
            end;
        end if;
    end loop;
end;
$$;

create schema tabular_import;
create schema tabular_import_engine;
create schema tabular_import_runner;
create schema tabular_import_staging;

create type tabular_import_engine.row_outcome as (
    row_number bigint,
    line_number bigint,
    column_name text,
    value text,
    sqlstate text,
    constraint_name text,
    message text,
    detail text,
    hint text
);

create table tabular_import_private.import_file (
    id uuid primary key default gen_random_uuid(),
    owner regrole not null,
    name text not null,
    size bigint not null default 0,
    chunk_count integer not null default 0,
    sha256 bytea check (length(sha256) = 32),
    created_at timestamptz not null,
    finished_at timestamptz,
    check (finished_at is null or sha256 is not null)
);

create index import_file_owner on tabular_import_private.import_file (owner);

create table tabular_import_private.import_file_chunk (
    file_id uuid not null references tabular_import_private.import_file (id) on delete cascade,
    chunk_number integer not null,
    content bytea not null,
    primary key (file_id, chunk_number)
);

-- Spreadsheets are compressed already and text is read once: pglz would cost more than it saves.
alter table tabular_import_private.import_file_chunk alter column content set storage external;

create table tabular_import_private.import_job (
    id bigint generated always as identity primary key,
    queue_name text not null,
    submitter regrole not null,
    table_name text not null,
    table_id oid,
    table_path text,
    file_id uuid not null references tabular_import_private.import_file (id),
    options jsonb not null,
    search_path text not null,
    time_zone text not null,
    status text not null default 'queued'
    check (status in ('queued', 'running', 'success', 'partial', 'error', 'cancelled')),
    attempt integer not null default 0,
    claimed_by regrole,
    worker text,
    rows_read bigint,
    rows_imported bigint,
    rows_rejected bigint,
    rows_skipped bigint,
    submitted_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz,
    result text,
    hint text,
    check ((table_id is null) = (table_path is null)),
    check ((status in ('queued', 'running')) = (completed_at is null))
);

create index import_job_waiting on tabular_import_private.import_job (queue_name, id) where status = 'queued';
create index import_job_submitter on tabular_import_private.import_job (submitter, id);
create index import_job_file on tabular_import_private.import_job (file_id);

create table tabular_import_private.import_job_error (
    job_id bigint not null references tabular_import_private.import_job (id) on delete cascade,
    error_number bigint not null,
    row_number bigint,
    line_number bigint,
    column_name text,
    value text,
    sqlstate text not null,
    constraint_name text,
    message text not null,
    detail text,
    hint text,
    primary key (job_id, error_number)
);

create table tabular_import_private.staging (
    job_id bigint primary key references tabular_import_private.import_job (id) on delete cascade,
    attempt integer not null,
    table_name name not null,
    header text[] not null
);

-- A transaction named here runs users' code: nothing of the API may be called from it.
create table tabular_import_private.load_transaction (
    xid xid8 primary key,
    job_id bigint not null,
    attempt integer not null
);

create type tabular_import_engine.import_plan as (
    table_id oid,
    staging text,
    header text [],
    options jsonb,
    search_path text,
    default_positions integer []
);

create type tabular_import_engine.statement_outcome as (
    row_count bigint,
    sqlstate text,
    message text,
    detail text,
    hint text,
    schema_name text,
    table_name text,
    constraint_name text,
    column_name text
);

create type tabular_import_private.job_outcome as (
    status text,
    result text,
    hint text,
    rows_read bigint,
    rows_imported bigint,
    rows_rejected bigint,
    rows_skipped bigint
);

create type tabular_import_private.claimed_job as (
    job_id bigint,
    attempt integer,
    table_name text,
    file_id uuid,
    file_name text,
    file_size bigint,
    file_sha256 bytea,
    options jsonb
);
