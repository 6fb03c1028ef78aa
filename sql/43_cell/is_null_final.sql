create or replace function tabular_import_engine.is_null_final(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select not exists (
        select from pg_trigger as t
        -- A trigger before the row (bits 1 and 2) may fill in what is missing.
        where t.tgrelid = is_null_final.table_id and t.tgtype & 3 = 3 and not t.tgisinternal
    );
end;

comment on function tabular_import_engine.is_null_final(oid) is
'Whether a required value that a row does not bring is missing for good.';
