create or replace function tabular_import.start_import(job_id bigint, attempt integer)
returns tabular_import_private.started_import
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.start_import(
        current_user collate "default", start_import.job_id, start_import.attempt
    );
end;

comment on function tabular_import.start_import(bigint, integer) is
'The first step of an attempt: checks the table. Returns its column names, which tell how to read the file, and '
'the content of the file when that is small (else NULL, see read_file_chunk); or NULL when the job ended because '
'there is no such table, no right to insert, or the content was imported before. Raises attempt_lost.';

grant execute on function tabular_import.start_import(bigint, integer) to tabular_import_user, tabular_import_worker;
