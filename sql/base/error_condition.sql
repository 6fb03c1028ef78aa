create or replace view tabular_import.error_condition as
select
    c.sqlstate,
    c.condition,
    c.meaning
from (
    values
    ('TI001', 'inside_import', 'The API was called from code that a running import executes.'),
    ('TI002', 'not_permitted', 'The caller may not do this.'),
    ('TI003', 'file_not_found', 'There is no such file, or it is not the caller''s.'),
    ('TI004', 'invalid_upload', 'The upload call does not fit the state of the file.'),
    ('TI005', 'invalid_option', 'A job option is unknown or its value does not fit.'),
    ('TI006', 'role_not_admitted', 'Imports of this role may not be run; see admit_import_role.'),
    ('TI007', 'job_not_found', 'There is no such job, or it is not the caller''s.'),
    ('TI008', 'attempt_lost', 'The job is no longer running under this attempt.'),
    ('TI009', 'invalid_job_state', 'The job is not in a state in which this can be done.'),
    ('TI010', 'database_newer', 'The database was installed by a newer version of the program.'),
    ('TI011', 'migration_edited', 'A migration that has been applied differs from the program''s.'),
    ('TI012', 'foreign_dependency', 'Something foreign depends on an object that install replaces.'),
    ('TI013', 'limit_exceeded', 'A configured limit is exceeded.'),
    ('TI014', 'table_not_found', 'There is no such table for the caller.'),
    ('TI015', 'import_overdue', 'The import took longer than its option max_duration allows.'),
    ('TI016', 'file_repeated', 'The same content was imported into the table before.'),
    ('TI017', 'profile_not_found', 'There is no such profile for the caller, or more than one.'),
    ('TI018', 'too_many_errors', 'More rows of a file are refused than its options allow.'),
    ('TI019', 'expectation_failed', 'What goes in of a file is not what its options expect.'),
    ('TI020', 'value_would_change', 'The column''s type would accept the value but change it.'),
    ('TI021', 'row_unreadable', 'The row of the file could not be read.'),
    ('TI022', 'rows_rejected', 'Raised inside the engine to take back the rows of a refused file.'),
    ('TI023', 'link_unresolved', 'A cell that names a row of another table names none.'),
    ('TI024', 'row_missing', 'The table has no row with the key of a row of the file, or none that may be changed.'),
    ('TI025', 'key_repeated', 'Two rows of a file have the key by which rows of the table are found.'),
    ('TI026', 'too_many_deletes', 'The file lacks more rows of the table than its options allow.'),
    ('TI027', 'row_referred', 'Other rows refer to a row that would be deleted.'),
    ('TI028', 'outside_scope', 'A row does not lie in the scope of its file.'),
    ('TI029', 'check_failed', 'A check that the options name refuses a row or the file.'),
    ('TI030', 'row_changed', 'A row of the table is not as it was when the file was made of it.'),
    ('TI031', 'row_unwritable', 'A row of the table cannot be written into a file that brings it back.')
) as c (sqlstate, condition, meaning);

comment on view tabular_import.error_condition is
'Every SQLSTATE that this program raises itself: sqlstate, condition (the name used inside the program), meaning.';

grant select on tabular_import.error_condition to tabular_import_user, tabular_import_worker, tabular_import_admin;
