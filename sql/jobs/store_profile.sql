create or replace function tabular_import_private.store_profile(
    caller oid, name text, table_path text, options jsonb, shared_with text
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_allowed bigint := tabular_import_private.setting('max_profiles', store_profile.caller);
    v_name name := pg_get_userbyid(store_profile.caller);
    v_shared pg_roles;
    v_option text;
    v_slot bigint;
begin
    if coalesce(store_profile.name, '') = '' then
        perform tabular_import_engine.raise_error('invalid_option', 'The name of the profile is missing.');
    end if;
    perform tabular_import_private.check_length('name of the profile', store_profile.name, 200);
    -- Others say owner/name, which may not be another's name.
    if strpos(store_profile.name, '/') > 0 then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The name of a profile cannot have a slash.',
            hint => 'Choose another name: owner/name stands for the profile of somebody else.');
    end if;
    -- These are of one job, or would lead in a circle.
    select o.name into v_option
    from unnest(array['profile', 'idempotency_key', 'run_after', 'dry_run']) as o (name)
    where store_profile.options ? o.name;
    if found then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('The option %s cannot stand in a profile.', quote_literal(v_option)),
            hint => 'Give it with each job.');
    end if;
    if store_profile.shared_with is not null then
        select r.* into v_shared from pg_roles as r where r.rolname = store_profile.shared_with;
        if not found then
            perform tabular_import_engine.raise_error(
                'invalid_option', format('There is no role %s.', quote_literal(left(store_profile.shared_with, 100))));
        end if;
        if not pg_has_role(store_profile.caller, v_shared.oid, 'member') then
            perform tabular_import_engine.raise_error(
                'not_permitted', format('You are no member of the role %s.', v_shared.rolname),
                hint => 'Profiles are shared with roles that their owner is a member of.');
        end if;
    end if;
    loop
        update tabular_import_private.import_profile as p
        set table_path = store_profile.table_path,
            options = store_profile.options,
            shared_with = v_shared.oid,
            shared_with_name = v_shared.rolname,
            saved_at = tabular_import_private.clock()
        where p.owner = store_profile.caller and p.owner_name = v_name and p.name = store_profile.name;
        exit when found;
        select min(s.slot) into v_slot
        from generate_series(1, v_allowed) as s (slot)
        where not exists (
            select from tabular_import_private.import_profile as p
            where p.owner = store_profile.caller and p.owner_name = v_name and p.slot = s.slot);
        if v_slot is null then
            perform tabular_import_private.raise_limit(
                format('You would have more than the %s profiles allowed.', v_allowed), 'Delete some', 'max_profiles');
        end if;
        -- Another transaction of the role's may take the name, or the place.
        insert into tabular_import_private.import_profile (
            owner, owner_name, name, slot, table_path, options, shared_with, shared_with_name, saved_at)
        values (
            store_profile.caller, v_name, store_profile.name, v_slot, store_profile.table_path, store_profile.options,
            v_shared.oid, v_shared.rolname, tabular_import_private.clock())
        on conflict do nothing;
        exit when found;
    end loop;
end;
$$;

comment on function tabular_import_private.store_profile(oid, text, text, jsonb, text) is
'Saves a profile of a role, in the place of the one of this name that it may have. table_path: see table_path, NULL '
'for any table; options: checked before. Raises invalid_option, limit_exceeded, not_permitted.';
