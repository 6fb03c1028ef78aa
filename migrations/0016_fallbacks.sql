-- What a query finds; what an engine says of rows: errors, rows that the table has skipped, and queries that raised.
create type tabular_import_engine.query_outcome as (
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

alter type tabular_import_engine.row_outcome
add attribute row_count bigint,
add attribute is_cell_error boolean,
add attribute fallback text;

alter type tabular_import_private.load_counts add attribute fallbacks integer;

alter table tabular_import_private.import_job_error add column is_cell_error boolean not null default false;

alter table tabular_import_private.import_attempt add column fallbacks integer not null default 0;
