create or replace function tabular_import_private.new_load_lock()
returns bigint
language sql
volatile
security invoker
begin atomic
    -- A random UUID, unlike random(), cannot be guessed from others.
    select hashtextextended(gen_random_uuid()::text, 0);
end;

comment on function tabular_import_private.new_load_lock() is
'A key for the load of a new attempt, see load_lock.';
