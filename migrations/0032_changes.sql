-- What a dry run would have changed, row by row. They go with their job, see delete_row_errors.
create table tabular_import_private.import_job_change (
    job_id bigint not null,
    change_number bigint not null,
    row_number bigint,
    action text not null check (action in ('insert', 'update', 'delete')),
    key jsonb,
    old_values jsonb,
    new_values jsonb,
    primary key (job_id, change_number)
);
