create or replace function tabular_import_private.make_rooms(owner oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Only who makes them at this moment can be waited for, and not until a deadlock is looked for.
set lock_timeout = '900ms'
as $$
begin
    insert into tabular_import_private.room (owner, slot)
    select make_rooms.owner, s.slot
    from generate_series(1, tabular_import_private.room_count()) as s (slot)
    on conflict on constraint room_pkey do nothing;
exception
    when lock_not_available then
        perform tabular_import_engine.raise_error(
            'limit_exceeded', 'The first transaction of yours that stores anything has not ended yet.',
            hint => 'Try again when it has.');
end;
$$;

comment on function tabular_import_private.make_rooms(oid) is
'Makes the rows of a role that take_room locks. Raises limit_exceeded while another transaction makes them.';
