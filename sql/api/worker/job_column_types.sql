create or replace function tabular_import.job_column_types(job_id bigint, attempt integer)
returns jsonb
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.job_column_types(
        current_user collate "default", job_column_types.job_id, job_column_types.attempt
    );
end;

comment on function tabular_import.job_column_types(bigint, integer) is
'Which columns of an attempt''s table take numbers of a spreadsheet otherwise than most do: {column: "text" or '
'"float"}. A text (or enum) takes what the sheet shows of a number, double precision takes all digits of it, '
'any other type 15. Raises attempt_lost.';

grant execute on function tabular_import.job_column_types(bigint, integer)
to tabular_import_user, tabular_import_worker;
