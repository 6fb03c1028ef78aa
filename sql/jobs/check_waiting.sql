create or replace function tabular_import_private.check_waiting(role_id oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if not tabular_import_private.is_admin(check_waiting.role_id) then
        perform tabular_import_private.take_room(check_waiting.role_id, 0, 0, 1);
    end if;
end;
$$;

comment on function tabular_import_private.check_waiting(oid) is
'Raises limit_exceeded when a role, unless it is an admin, may not have one more job waiting.';
