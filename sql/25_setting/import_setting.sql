create or replace view tabular_import.import_setting
as
select
    s.name,
    coalesce(t.value, s.default_value) as value,
    s.default_value,
    s.meaning
from (
    values
    ('max_file_bytes', 1073741824, 'The largest file that may be uploaded, in bytes.'),
    ('max_cells', 2000000000, 'The largest number of cells that a file may have.'),
    ('max_cell_length', 8388608, 'The longest text that a cell may hold, in characters.'),
    ('max_columns', 16384, 'The largest number of columns that a file may have.'),
    ('max_decompressed_bytes', 8589934592, 'What a compressed file or spreadsheet may unpack to, in bytes.'),
    ('max_user_bytes', 10737418240, 'The bytes that all stored files of one role may take up.'),
    ('max_user_files', 10000, 'The number of stored files that one role may have.')
) as s (name, default_value, meaning)
left join tabular_import_private.setting as t on t.name = s.name;

comment on view tabular_import.import_setting is
'The settings of this database: name, value in force, default_value, meaning. See set_import_setting.';
