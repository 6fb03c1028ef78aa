create or replace function tabular_import_private.error_report(job_id bigint, errors bigint)
returns text
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.error_text(
        array(
            select
                row(
                    e.row_number, e.line_number, e.column_name, e.value, e.sqlstate, e.constraint_name, e.message,
                    e.detail, e.hint, null, e.is_cell_error, null
                )::tabular_import_engine.row_outcome
            from tabular_import_private.import_job_error as e
            where e.job_id = error_report.job_id and e.error_number <= 100
            order by e.error_number
        ),
        error_report.errors
    );
end;

comment on function tabular_import_private.error_report(bigint, bigint) is
'The result text of a refused file: its first 100 row errors and the number of the rest. errors: '
'how many there are, stored or not.';
