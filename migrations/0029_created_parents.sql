-- Rows of other tables that links named and that were created: how many, and the sentences that list them.
alter table tabular_import_private.import_job add column parents_created bigint;

alter type tabular_import_private.job_outcome add attribute parents_created bigint;

alter type tabular_import_engine.import_counts
add attribute parents_created bigint,
add attribute created text[];
