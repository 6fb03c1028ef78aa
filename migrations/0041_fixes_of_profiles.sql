-- Of a correction of a value wherever a column has it: the column as the table calls it, NULL where it names a row of
-- another table, and the profile in which it is remembered.
alter table tabular_import_private.import_fix
add column table_column text,
add column profile text;
