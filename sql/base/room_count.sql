create or replace function tabular_import_private.room_count()
returns integer
language sql
immutable
security invoker
begin atomic
    select 32;
end;

comment on function tabular_import_private.room_count() is
'How many rows of table room a role has, and so how many transactions of a role can store something at a time.';
