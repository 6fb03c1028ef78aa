-- A held job has been tried, reported and taken back, and waits for somebody who may release it. review: what was
-- found, with which a released run is compared; held_at: when it was held last; released_at, released_by_name: who let
-- it run in earnest.
alter table tabular_import_private.import_job
drop constraint import_job_status_check,
add constraint import_job_status_check
check (status in ('queued', 'running', 'held', 'success', 'partial', 'error', 'cancelled')),
drop constraint import_job_check1,
add constraint import_job_end check ((status in ('queued', 'running', 'held')) = (completed_at is null)),
add column review jsonb,
add column held_at timestamptz,
add column released_at timestamptz,
add column released_by_name name;

alter table tabular_import_private.import_attempt
drop constraint import_attempt_outcome_check,
add constraint import_attempt_outcome_check
check (outcome in ('success', 'partial', 'error', 'cancelled', 'retry', 'expired', 'released', 'proposed', 'held'));

create index import_job_held on tabular_import_private.import_job (id)
where held_at is not null;

-- Who releases imports into a table, as its owner has said. Roles have their number and their name, as everywhere.
create table tabular_import_private.import_approval (
    table_id oid primary key,
    table_path text not null,
    approvers oid[] not null,
    approver_names text[] not null,
    must_hold boolean not null,
    may_submitter_release boolean not null,
    set_by text not null,
    set_at timestamptz not null,
    check (cardinality(approvers) = cardinality(approver_names))
);

alter type tabular_import_engine.import_counts add attribute review jsonb;
