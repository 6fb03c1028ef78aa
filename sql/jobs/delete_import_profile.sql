create or replace function tabular_import_private.delete_import_profile(
    called_by tabular_import_private.calling_role, name text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller oid := tabular_import_private.caller(delete_import_profile.called_by);
begin
    delete from tabular_import_private.import_profile as p
    where p.name = delete_import_profile.name
        and tabular_import_private.belongs_to(p.owner, p.owner_name, v_caller);
    if not found and tabular_import_private.is_admin(v_caller) then
        delete from tabular_import_private.import_profile as p
        where p.owner_name::text || '/' || p.name = delete_import_profile.name;
    end if;
    if not found then
        perform tabular_import_engine.raise_error(
            'profile_not_found',
            format('You have no profile %s.', quote_nullable(left(delete_import_profile.name, 100))),
            hint => 'View tabular_import.import_profile lists your profiles. Only its owner deletes one, or an '
            'administrator, who names it as owner/name.');
    end if;
end;
$$;

comment on function tabular_import_private.delete_import_profile(tabular_import_private.calling_role, text) is
'See tabular_import.delete_import_profile. called_by: the role that calls it.';
