create or replace view tabular_import.import_setting
as
select
    s.name,
    coalesce(
        (
            select r.value from tabular_import_private.setting as r
            where s.of_role and r.name = s.name and r.role_name = current_user
        ),
        t.value,
        s.default_value
    ) as value,
    s.default_value,
    s.meaning,
    s.of_role,
    case when pg_has_role(current_user, 'tabular_import_admin', 'usage') then (
        select jsonb_object_agg(r.role_name, r.value order by r.role_name)
        from tabular_import_private.setting as r
        where r.name = s.name and r.role_name <> ''
    ) end as values_of_roles
from (
    values
    ('max_file_bytes', 1073741824, 'The largest file that may be uploaded, in bytes.', true),
    ('max_cells', 2000000000, 'The largest number of cells that a file may have.', false),
    ('max_cell_length', 8388608, 'The longest text that a cell may hold, in characters.', false),
    ('max_columns', 16384, 'The largest number of columns that a file may have.', false),
    ('max_decompressed_bytes', 8589934592, 'What a compressed file or spreadsheet may unpack to, in bytes.', false),
    ('max_user_bytes', 10737418240, 'The bytes that all stored files of one role may take up.', true),
    ('max_user_files', 10000, 'The number of stored files that one role may have.', true),
    ('max_waiting_jobs', 10000, 'The number of jobs that one role may have waiting or claimed itself.', true),
    ('max_running_jobs', 0, 'The number of jobs of one role that workers may run at a time; 0: any number.', true),
    ('max_profiles', 1000, 'The number of profiles that one role may have.', true),
    ('max_row_errors', 1000000, 'The number of row errors that are stored of one job; more are counted.', true),
    (
        'max_kept_rows', 100000,
        'The number of rows of one job that are kept because they were not imported.', true
    ),
    ('max_kept_bytes', 268435456, 'The bytes that the kept rows of one job may take up.', true),
    ('max_changes', 10000, 'The number of changed rows that are stored of one dry run.', true),
    ('max_error_bytes', 268435456, 'The bytes that the texts of the stored row errors of one job may take up.', true),
    ('max_records', 10000, 'The most records that import_records takes at a time.', true),
    ('max_priority', 100, 'The highest priority that a role may give a job; the lowest is as far below 0.', true),
    ('max_duration', 86400, 'The longest max_duration that a role may give a job, in seconds.', true),
    ('max_attempts', 100, 'The most attempts that a role may give a job.', true),
    ('max_lease', 300, 'The longest lease for which a role may claim a job of its own, in seconds.', true)
) as s (name, default_value, meaning, of_role)
left join tabular_import_private.setting as t on t.name = s.name and t.role_name = '';

comment on view tabular_import.import_setting is
'The settings of this database: name, value in force (for the current user), default_value, meaning, of_role '
'(whether it may be set for single roles), values_of_roles (for admins: what is set for single roles). See '
'set_import_setting. Admins are free of max_waiting_jobs, max_priority, max_duration, max_attempts and max_lease.';

grant select on tabular_import.import_setting to tabular_import_user, tabular_import_worker, tabular_import_admin;
