create or replace function tabular_import_private.command_count()
returns bigint
language sql
volatile
security invoker
begin atomic
    update tabular_import_private.load_transaction as t
    set attempt = t.attempt
    where t.xid = pg_current_xact_id()
    returning t.cmin::text::bigint;
end;

comment on function tabular_import_private.command_count() is
'A count of the writing commands of the load transaction; it grows by one with each call when nothing else wrote.';
