-- Who speaks: pgTAP runs as the superuser, the API is called by plain roles.
create function tap_help.log_in(role_name text)
returns void
language sql
volatile
as $$
    select set_config('session_authorization', role_name, true);
$$;

create function tap_help.log_out()
returns void
language plpgsql
volatile
as $$
begin
    reset session authorization;
end;
$$;
