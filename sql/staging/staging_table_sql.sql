create or replace function tabular_import_private.staging_table_sql(table_name name, column_count integer)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        'create unlogged table tabular_import_staging.%I (row_number bigint, line_number bigint, read_error text%s)',
        staging_table_sql.table_name,
        (
            select string_agg(format(', c%s text', n), '' order by n)
            from generate_series(1, staging_table_sql.column_count) as g (n)
        )
    );
end;

comment on function tabular_import_private.staging_table_sql(name, integer) is
'The statement that creates a staging table with so many columns of cells.';
