create or replace function tabular_import_engine.undo_columns(table_id oid)
returns text[]
language sql
stable
security invoker
begin atomic
    select array_agg(a.attname::text order by a.attnum)
    from pg_attribute as a
    where a.attrelid = undo_columns.table_id and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
end;

comment on function tabular_import_engine.undo_columns(oid) is
'The columns whose earlier values option undo records: all but those that are computed.';
