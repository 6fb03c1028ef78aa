create or replace function tabular_import.job_template(job_id bigint, attempt integer)
returns jsonb
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.job_template(
        current_user collate "default", job_template.job_id, job_template.attempt
    );
end;

comment on function tabular_import.job_template(bigint, integer) is
'What the template of an attempt''s table says: {name: [description, whether a cell may hold it, whether more may '
'stand behind it and a semicolon]}, for columns and links. If the first row of a file is this line, it is not '
'imported. attempt: NULL for a job of the caller''s whose file is read again. Raises attempt_lost, job_not_found.';

grant execute on function tabular_import.job_template(bigint, integer) to tabular_import_user, tabular_import_worker;
