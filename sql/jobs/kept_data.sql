create or replace view tabular_import_private.kept_data
as
select
    d.kind,
    d.table_name,
    d.job_column,
    d.row_column,
    d.value_columns::text[] as value_columns,
    d.is_row
from (
    values
    (
        'jobs', 'import_job', 'id', null,
        '{result,hint,proposal,applied_proposal,reading,options,idempotency_key}', false
    ),
    ('jobs', 'import_attempt', 'job_id', null, '{message}', false),
    ('files', 'import_file', null, null, '{name}', false),
    ('files', 'import_file_chunk', null, null, '{content}', false),
    (
        'errors', 'import_job_error', 'job_id', 'row_number',
        '{column_name,value,message,detail,suggestion,hint}', true
    ),
    ('changes', 'import_job_change', 'job_id', 'row_number', '{key,old_values,new_values}', true),
    ('kept_rows', 'import_kept_row', 'job_id', 'row_number', '{read_error,cells,fixed}', true),
    ('kept_rows', 'import_kept_file', 'job_id', null, '{header,fitted}', false),
    (
        'fixes', 'import_fix', 'job_id', 'row_number',
        '{column_name,table_column,old_value,new_value,reason,profile}', true
    ),
    ('row_keys', 'import_row_key', 'job_id', 'row_number', '{key}', true),
    ('undo', 'import_undo_change', 'job_id', 'row_number', '{key,old_values}', true),
    ('undo', 'import_undo_insert', 'job_id', null, '{keys}', false),
    ('undo', 'import_undo_table', 'job_id', null, '{columns}', false),
    ('undo', 'import_undo', 'job_id', null, '{settings,search_path}', false),
    ('events', 'import_job_event', 'job_id', null, '{detail}', false)
) as d (kind, table_name, job_column, row_column, value_columns, is_row);

comment on view tabular_import_private.kept_data is
'What is kept of people''s data, the one place for retention and erasure: kind (for set_import_retention), table_name, '
'job_column and row_column (the numbers of the job and of the file''s row, where it has them), value_columns (text, '
'jsonb or arrays of text), is_row (each line of the table is about one row: at the end of its time, and with a '
'person that is erased, it is deleted).';
