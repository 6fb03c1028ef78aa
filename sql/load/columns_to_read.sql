create or replace function tabular_import_private.columns_to_read(job tabular_import_private.import_job)
returns text[]
language sql
stable
security invoker
begin atomic
    select coalesce(array_agg(c.column_name order by c.column_number), '{}')
    from tabular_import_engine.target_columns((columns_to_read.job).table_id) as c
    where
        lower((columns_to_read.job).options ->> 'header') is distinct from 'none'
        or c.is_writable
        and has_column_privilege(
            (columns_to_read.job).submitter, (columns_to_read.job).table_id, c.column_number, 'insert'
        );
end;

comment on function tabular_import_private.columns_to_read(tabular_import_private.import_job) is
'The columns of a job''s table that tell how to read its file: all, as a header may name any, or with option header '
'none those that a file can fill.';
