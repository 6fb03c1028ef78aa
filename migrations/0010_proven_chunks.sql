-- Chunks whose cells have become values of their types while they were staged: the query that made them, and for each
-- chunk the first block of the table of proven rows that holds a row of it, and its blocks by then (NULL: not proven).
alter table tabular_import_private.staging
drop column plain_condition,
drop column plain_chunks,
add column proof text,
add column proven_starts bigint[] not null default '{}',
add column proven_blocks bigint[] not null default '{}';

alter type tabular_import_engine.chunk
drop attribute plain_condition,
add attribute proof text,
add attribute proven_start bigint,
add attribute proven_end bigint;
