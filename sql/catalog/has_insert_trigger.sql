create or replace function tabular_import_engine.has_insert_trigger(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select exists(
        select from pg_trigger as t
        where
            t.tgrelid = has_insert_trigger.table_id and t.tgtype & 4 = 4 and not t.tgisinternal and t.tgenabled <> 'D'
    );
end;

comment on function tabular_import_engine.has_insert_trigger(oid) is
'Whether users'' triggers come into play when rows are inserted into a table: they may write anywhere.';
