create or replace function tabular_import_private.profile_to_change(
    job tabular_import_private.import_job, profile_name text
)
returns tabular_import_private.import_profile
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_profile tabular_import_private.import_profile;
    v_owner name;
begin
    select p.* into v_profile
    from tabular_import_private.import_profile as p
    where p.name = profile_to_change.profile_name
        and tabular_import_private.belongs_to(p.owner, p.owner_name, job.submitter)
    for update;
    if found then
        if v_profile.table_path <> job.table_path then
            perform tabular_import_engine.raise_error(
                'invalid_option',
                format('The profile %s is for the table %s, not for %s.', quote_literal(v_profile.name),
                    v_profile.table_path, job.table_path),
                hint => 'Name another profile.');
        end if;
        return v_profile;
    end if;
    -- One of the same name would take the place of what is shared.
    select p.owner_name into v_owner
    from tabular_import_private.import_profile as p
    where profile_to_change.profile_name in (p.name, p.owner_name::text || '/' || p.name)
        and tabular_import_private.may_see_profile(
            p.owner, p.owner_name, p.shared_with, p.shared_with_name, job.submitter)
    limit 1;
    if found then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('The profile %s is of %s, who alone changes it.', quote_literal(profile_to_change.profile_name),
                v_owner),
            hint => 'Name a profile of your own; one that there is not yet is made.');
    end if;
    return null;
end;
$$;

comment on function tabular_import_private.profile_to_change(tabular_import_private.import_job, text) is
'Locks and returns the profile that a job''s submitter means and may change for the job''s table; NULL where there is '
'none yet. Raises invalid_option (it is for another table), not_permitted (it is somebody else''s).';
