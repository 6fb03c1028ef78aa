-- The options of a job whose header names columns otherwise than the table: in them option columns has the table's
-- names. NULL: those of the job.
alter table tabular_import_private.staging add column options jsonb;
