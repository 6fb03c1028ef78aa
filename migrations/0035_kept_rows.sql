-- The rows of a job that were not imported, as they were staged: what is handed back to people, and what a job that
-- goes on with them reads. fixed: the cells with corrections; is_bad: the job has refused this very row; origin: its
-- number in the file, where that is another than in this job. They go with their job, see delete_row_errors.
create table tabular_import_private.import_kept_row (
    job_id bigint not null,
    row_number bigint not null,
    line_number bigint not null,
    origin bigint,
    read_error text,
    cells text[] not null,
    fixed text[],
    is_bad boolean not null,
    is_given_up boolean not null default false,
    primary key (job_id, row_number)
);

-- What is kept of a job: header: the file's own names; fitted: the columns of the table that they fill; row_count: how
-- many rows; is_whole: no row that was not imported is missing; is_all: the job has imported none of its rows.
create table tabular_import_private.import_kept_file (
    job_id bigint primary key,
    header text[] not null,
    fitted text[] not null,
    row_count bigint not null,
    is_whole boolean not null,
    is_all boolean not null
);

-- Rows that were refused and of which no row error is stored, as there are too many.
alter type tabular_import_engine.import_counts add attribute unlisted_rows bigint[];
