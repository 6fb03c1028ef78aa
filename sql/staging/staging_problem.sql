create or replace function tabular_import_private.staging_problem(header text[])
returns tabular_import_private.job_outcome
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- PostgreSQL's limit, less row_number, line_number and read_error.
    c_columns constant integer := 1600 - 3;
    v_problem tabular_import_private.job_outcome;
begin
    if cardinality(staging_problem.header) > c_columns then
        v_problem.status := 'error';
        v_problem.result := format(
            'The file has %s columns; one that is not small can have at most %s', cardinality(staging_problem.header),
            c_columns);
        v_problem.hint := 'Split it into parts of at most 50 kB and 1,000 rows, which may have as many columns as the '
            'table, or import it into views of the table that have fewer.';
        v_problem.rows_imported := 0;
    end if;
    return v_problem;
end;
$$;

comment on function tabular_import_private.staging_problem(text[]) is
'How a job ends whose file has too many columns for a staging table, which has three of its own; else status NULL.';
