-- Rows of other tables that an import creates, as its links name them: how many, and the sentences that list them.
alter table tabular_import_private.import_job add column parents_created bigint;

alter type tabular_import_private.job_outcome add attribute parents_created bigint;

alter type tabular_import_private.load_counts
add attribute parents_created bigint,
add attribute created text[];
