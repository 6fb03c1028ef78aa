create or replace function tabular_import_private.check_waiting(role_id oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit bigint;
begin
    if tabular_import_private.is_admin(check_waiting.role_id) then
        return;
    end if;
    v_limit := tabular_import_private.setting('max_waiting_jobs', check_waiting.role_id);
    if tabular_import_private.take_room(check_waiting.role_id, 'jobs', 1, v_limit) > v_limit then
        perform tabular_import_private.raise_limit(
            format('You would have more than the %s waiting jobs allowed.', v_limit),
            'Wait until some of them are done, or cancel them', 'max_waiting_jobs');
    end if;
end;
$$;

comment on function tabular_import_private.check_waiting(oid) is
'Raises limit_exceeded when a role, unless it is an admin, may not have one more job waiting.';
