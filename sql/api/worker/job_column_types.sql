create or replace function tabular_import.job_column_types(
    job_id bigint, attempt integer, header text[] default null
)
returns jsonb
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.job_column_types(
        current_user collate "default", job_column_types.job_id, job_column_types.attempt, job_column_types.header
    );
end;

comment on function tabular_import.job_column_types(bigint, integer, text[]) is
'Which columns of an attempt''s file take the numbers of a spreadsheet in a form of their own: {name: kind} for the '
'names of the header (without one, for the columns of the table), where kind has the words text, float, comma, '
'percent, link. A text (or enum) takes what the sheet shows of a number, float (double precision) takes all digits '
'of it, any other type 15; comma: the job''s options have a comma before the decimals of this column; percent: there '
'5 % is 5; link: its texts name rows of another table, and a second line has the headers of their parts, if there '
'are several. attempt: NULL for a job of the caller''s whose file is read again. Raises attempt_lost, job_not_found.';

grant execute on function tabular_import.job_column_types(bigint, integer, text[])
to tabular_import_user, tabular_import_worker;
