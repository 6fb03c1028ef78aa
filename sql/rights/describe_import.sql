create or replace function tabular_import_private.describe_import(called_by tabular_import_private.calling_role)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller(describe_import.called_by);
end;
$$;

comment on function tabular_import_private.describe_import(tabular_import_private.calling_role) is
'Whether tabular_import.describe_import may be called at all: all else it does with the caller''s own rights. '
'called_by: the role that calls it. Raises inside_import and not_permitted.';
