create or replace function tabular_import_engine.row_key(table_id oid)
returns text[]
language sql
stable
security invoker
begin atomic
    select k.columns
    from tabular_import_engine.identity_keys(row_key.table_id) as k
    where not k.may_be_null
    order by k.is_primary desc, k.is_surrogate asc, k.columns asc
    limit 1;
end;

comment on function tabular_import_engine.row_key(oid) is
'The columns by which option keep_row_keys names a row of a table: its primary key, else a unique key without NULLs; '
'NULL where it has none.';
