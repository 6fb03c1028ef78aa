create or replace function tabular_import_engine.deletes_rows(options jsonb)
returns boolean
language sql
immutable
security invoker
begin atomic
    select coalesce(deletes_rows.options ->> 'mode' in ('sync', 'replace'), false);
end;

comment on function tabular_import_engine.deletes_rows(jsonb) is
'Whether option mode has rows deleted that the file does not have.';
