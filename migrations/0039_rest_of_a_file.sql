-- A job that goes on with the rest of a partial one, whose other rows are in the table: it stays one when that is gone.
alter table tabular_import_private.import_job
add column is_rest boolean not null default false;
