create or replace function tabular_import.stage_import(
    job_id bigint, attempt integer, header text[], reading jsonb default null
)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.stage_import(
        current_user collate "default", stage_import.job_id, stage_import.attempt, stage_import.header,
        stage_import.reading
    );
end;

comment on function tabular_import.stage_import(bigint, integer, text[], jsonb) is
'Checks the file''s header and makes the job''s staging table: row_number (of data rows, from 1), line_number, '
'read_error (what is wrong with a row that could not be read), c1, c2 ... (cells in the header''s order). reading: how '
'the file was read, for view import_job. Returns its name for COPY, or NULL when the job ended because the header '
'does not fit or is too long. Raises attempt_lost.';

grant execute on function tabular_import.stage_import(bigint, integer, text[], jsonb)
to tabular_import_user, tabular_import_worker;
