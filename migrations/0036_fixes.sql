-- What people have said of the kept rows of a job, in its order: action row (cells of one row), values (a value
-- wherever a column has it) or skip (the row is given up). They go with their job, see delete_row_errors.
create table tabular_import_private.import_fix (
    job_id bigint not null,
    fix_number bigint not null,
    action text not null check (action in ('row', 'values', 'skip')),
    row_number bigint,
    column_name text,
    old_value text,
    new_value text,
    reason text,
    row_count bigint not null,
    fixed_by text not null,
    fixed_at timestamptz not null,
    primary key (job_id, fix_number)
);

-- A job that goes on with the kept rows of another reads its own kept rows, which are theirs, and no file. Both are
-- numbers of jobs that may be deleted by now.
alter table tabular_import_private.import_job
add column parent_job_id bigint,
add column resumed_by bigint;

alter type tabular_import_private.started_import add attribute is_resumed boolean;
