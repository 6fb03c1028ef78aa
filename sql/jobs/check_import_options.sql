create or replace function tabular_import_private.check_import_options(
    called_by tabular_import_private.calling_role, table_id oid, options jsonb
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller oid := tabular_import_private.caller(check_import_options.called_by);
begin
    perform tabular_import_private.check_options(check_import_options.options);
    return tabular_import_private.with_profile(
        v_caller, check_import_options.options, check_import_options.table_id);
end;
$$;

comment on function tabular_import_private.check_import_options(tabular_import_private.calling_role, oid, jsonb) is
'See tabular_import.check_import_options. called_by: the role that calls it; table_id: what the name means to it.';
