-- What the rows of a file have become, of jobs with option keep_row_keys. key: of the row of the table, its columns and
-- their values as texts, NULL where the table has no row for it.
create table tabular_import_private.import_row_key (
    job_id bigint not null,
    row_number bigint not null,
    line_number bigint not null,
    action text not null check (action in ('insert', 'update', 'unchanged', 'skip')),
    key jsonb,
    primary key (job_id, row_number)
);

-- The statement that notes the keys of rows which a merge need not write.
alter type tabular_import_engine.merge_statements add attribute keys text;
