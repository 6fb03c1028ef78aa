-- Chunks whose cells have been proven plain while they were staged: their last row numbers, and the condition that
-- was proven.
alter table tabular_import_private.staging
add column plain_condition text,
add column plain_chunks bigint[] not null default '{}';

alter type tabular_import_engine.chunk add attribute plain_condition text;
