-- With which options a refused file may be loaded, to be set over the job's own with ||; and those that were, as the
-- job asked for it (option propose).
alter table tabular_import_private.import_job
add column proposal jsonb,
add column applied_proposal jsonb;

-- The file's own names of the columns, of which header has the table's.
alter table tabular_import_private.staging
add column file_header text[];

-- An attempt whose refusal made a proposal that the next one is to apply.
alter table tabular_import_private.import_attempt
drop constraint import_attempt_outcome_check,
add constraint import_attempt_outcome_check
check (outcome in ('success', 'partial', 'error', 'cancelled', 'retry', 'expired', 'released', 'proposed'));
