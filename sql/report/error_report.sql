create or replace function tabular_import_private.error_report(job_id bigint, errors bigint)
returns text
language sql
stable
security invoker
begin atomic
    with line as (
        select
            e.error_number,
            concat(
                '    ', e.row_number || ': ', e.message,
                -- What PostgreSQL says of a violated constraint is incomplete without its detail.
                e'\nDETAIL:  ' || case when not e.is_cell_error then e.detail end
            ) as text
        from tabular_import_private.import_job_error as e
        where e.job_id = error_report.job_id and e.error_number <= 100
    )

    select concat_ws(
        e'\n',
        'Errors occurred while importing the records',
        (select string_agg(l.text, e'\n' order by l.error_number) from line as l),
        (
            select format('    and %s more', error_report.errors - count(*))
            from line
            having error_report.errors > count(*)
        )
    );
end;

comment on function tabular_import_private.error_report(bigint, bigint) is
'The result text of a refused file: its first 100 row errors and the number of the rest. errors: '
'how many there are, stored or not.';
