-- What has been staged so far, chunk by chunk: the last row number, the first block that holds a row of it, and the
-- blocks of the staging table by then.
alter table tabular_import_private.staging
add column chunk_rows bigint[] not null default '{}',
add column chunk_starts bigint[] not null default '{}',
add column chunk_blocks bigint[] not null default '{}',
add column is_complete boolean not null default false;

alter table tabular_import_private.staging set (fillfactor = 50);

alter type tabular_import_engine.import_plan add attribute job_id bigint;

create type tabular_import_engine.chunk as (
    first_row bigint,
    last_row bigint,
    first_block bigint,
    last_block bigint
);

alter table tabular_import_private.staging add column notes text[] not null default '{}';
