-- The query of the rows of a file that the table does not have any more as the file was made of them, see merge_sql.
alter type tabular_import_engine.merge_statements add attribute stale text;
