-- How the file was read: what the loader detected, or was told by options.
alter table tabular_import_private.import_job add column reading jsonb;

alter table tabular_import_private.staging add column reading jsonb;
