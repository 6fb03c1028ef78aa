create or replace function tabular_import_private.kept_for(kind text, table_path text)
returns interval
language sql
stable
security invoker
begin atomic
    select r.keep
    from tabular_import_private.retention as r
    where r.kind = kept_for.kind and r.table_path in ('', kept_for.table_path)
    order by r.table_path desc
    limit 1;
end;

comment on function tabular_import_private.kept_for(text, text) is
'How long a kind of view kept_data is kept of jobs of a table; NULL: as long as the job. table_path: see table_path, '
'NULL for none.';
