create or replace function tabular_import_private.check_limits(role_id oid, options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit record;
begin
    if tabular_import_private.is_admin(check_limits.role_id) then
        return;
    end if;
    for v_limit in
        select
            o.option_name,
            o.setting_name,
            o.unit,
            o.wanted,
            tabular_import_private.setting(o.setting_name, check_limits.role_id) as allowed
        from (values
            ('priority', 'max_priority', '', (check_limits.options ->> 'priority')::numeric),
            ('max_attempts', 'max_attempts', '', (check_limits.options ->> 'max_attempts')::numeric),
            ('max_duration', 'max_duration', ' seconds',
                ceil(extract(epoch from (check_limits.options ->> 'max_duration')::interval)))
        ) as o (option_name, setting_name, unit, wanted)
        where o.wanted is not null
    loop
        -- Each level of priorities costs a claim time, the low ones too.
        if v_limit.option_name = 'priority' and v_limit.wanted < -v_limit.allowed then
            perform tabular_import_private.raise_limit(
                format('The option %s may be -%s at least, not %s.',
                    quote_literal(v_limit.option_name), v_limit.allowed, v_limit.wanted),
                'Give more', v_limit.setting_name);
        end if;
        if v_limit.wanted > v_limit.allowed then
            perform tabular_import_private.raise_limit(
                format('The option %s may be %s%s at most, not %s.',
                    quote_literal(v_limit.option_name), v_limit.allowed, v_limit.unit, v_limit.wanted),
                'Give less', v_limit.setting_name);
        end if;
    end loop;
end;
$$;

comment on function tabular_import_private.check_limits(oid, jsonb) is
'Raises limit_exceeded when the options of a job ask for more than the settings allow the role; admins may ask for '
'anything.';
