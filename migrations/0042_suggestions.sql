-- What the value of a row error may have meant, where something is near: stands in front of its hint.
alter table tabular_import_private.import_job_error
add column suggestion text;
