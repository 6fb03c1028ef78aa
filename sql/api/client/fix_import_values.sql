create or replace function tabular_import.fix_import_values(
    job_id bigint, column_name text, old_value text, new_value text, remember text default null
)
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.fix_import_values(
        current_user collate "default", fix_import_values.job_id, fix_import_values.column_name,
        fix_import_values.old_value, fix_import_values.new_value, fix_import_values.remember
    );
end;

comment on function tabular_import.fix_import_values(bigint, text, text, text, text) is
'Corrects a cell wherever a column has it, in the rows of a job that were not imported, for resume_import_job; but not '
'in rows that could not be read. column_name: as the file or else the table calls it; old_value: the whole cell, as it '
'stands in the file; new_value: what it should be; NULL is an empty cell; remember: a profile of the caller''s, made '
'if there is none, whose jobs read the value so from now on, by value_map of the column, and tell it. Returns how many '
'rows were corrected. For the job''s submitter. Raises job_not_found, invalid_job_state, invalid_option (no such '
'column, no row has it, or the profile cannot remember it), not_permitted, limit_exceeded.';

grant execute on function tabular_import.fix_import_values(bigint, text, text, text, text) to tabular_import_user;
