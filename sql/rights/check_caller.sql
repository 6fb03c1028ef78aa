create or replace function tabular_import_private.check_caller(called_by tabular_import_private.calling_role)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller(check_caller.called_by);
end;
$$;

comment on function tabular_import_private.check_caller(tabular_import_private.calling_role) is
'Raises inside_import or not_permitted where the API may not be called, for public functions that do all else with the '
'caller''s own rights. called_by: the role that calls.';
