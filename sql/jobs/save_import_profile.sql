create or replace function tabular_import_private.save_import_profile(
    called_by tabular_import_private.calling_role, name text, table_name text, table_id oid, options jsonb,
    shared_with text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller oid := tabular_import_private.caller(save_import_profile.called_by);
begin
    if save_import_profile.table_name is not null and save_import_profile.table_id is null then
        perform tabular_import_engine.raise_error(
            'table_not_found',
            format('There is no table %s.', quote_literal(left(save_import_profile.table_name, 1000))),
            hint => 'Name it as in SQL, or give NULL for a profile that is for any table.');
    end if;
    perform tabular_import_private.check_options(save_import_profile.options);
    perform tabular_import_private.store_profile(
        v_caller, save_import_profile.name, tabular_import_engine.table_path(save_import_profile.table_id),
        save_import_profile.options, save_import_profile.shared_with);
end;
$$;

comment on function tabular_import_private.save_import_profile(
    tabular_import_private.calling_role, text, text, oid, jsonb, text
) is
'See tabular_import.save_import_profile. called_by: the role that calls it; table_id: what the name means to it.';
