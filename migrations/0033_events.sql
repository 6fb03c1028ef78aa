-- What has happened to jobs, by whom. Events outlive their job, so that they have its submitter and table, too.
create table tabular_import_private.import_job_event (
    job_id bigint not null,
    event_number bigint generated always as identity,
    event text not null,
    done_by text not null,
    happened_at timestamptz not null,
    detail jsonb,
    submitter oid not null,
    submitter_name text not null,
    table_path text,
    primary key (job_id, event_number)
);
