create or replace function tabular_import_private.find_profile(caller oid, name text)
returns tabular_import_private.import_profile
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_profile tabular_import_private.import_profile;
    v_owners text[];
begin
    select p.* into v_profile
    from tabular_import_private.import_profile as p
    where p.name = find_profile.name
        and tabular_import_private.belongs_to(p.owner, p.owner_name, find_profile.caller);
    if found then
        return v_profile;
    end if;
    v_owners := array(
        select p.owner_name::text
        from tabular_import_private.import_profile as p
        where p.name = find_profile.name
            and tabular_import_private.may_see_profile(
                p.owner, p.owner_name, p.shared_with, p.shared_with_name, find_profile.caller)
        order by p.owner_name::text collate "C");
    if cardinality(v_owners) > 1 then
        perform tabular_import_engine.raise_error(
            'profile_not_found',
            format('Several profiles %s are shared with you.', quote_literal(find_profile.name)),
            hint => format('Say whose it is, as in %s/%s; there are those of %s.',
                v_owners[1], find_profile.name, array_to_string(v_owners[:10], ', ')));
    end if;
    select p.* into v_profile
    from tabular_import_private.import_profile as p
    where tabular_import_private.may_see_profile(
            p.owner, p.owner_name, p.shared_with, p.shared_with_name, find_profile.caller)
        and case
            when v_owners = '{}' then p.owner_name::text || '/' || p.name = find_profile.name
            else p.name = find_profile.name
        end;
    if not found then
        perform tabular_import_engine.raise_error(
            'profile_not_found',
            format('You have no profile %s, and none is shared with you.',
                quote_nullable(left(find_profile.name, 100))),
            hint => concat_ws(
                ' ',
                tabular_import_engine.did_you_mean(find_profile.name, array(
                    select p.name
                    from tabular_import_private.import_profile as p
                    where tabular_import_private.may_see_profile(
                        p.owner, p.owner_name, p.shared_with, p.shared_with_name, find_profile.caller)
                    limit 1000)),
                'View tabular_import.import_profile lists them.'));
    end if;
    return v_profile;
end;
$$;

comment on function tabular_import_private.find_profile(oid, text) is
'The profile that a name means to a role: its own, else the one of that name that is shared with it, else, for a name '
'as owner/name, that one. Raises profile_not_found.';
