create or replace function tabular_import_private.begin_file_upload(
    called_by tabular_import_private.calling_role, name text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return tabular_import_private.store_file(
        tabular_import_private.caller(begin_file_upload.called_by), begin_file_upload.name, null);
end;
$$;

comment on function tabular_import_private.begin_file_upload(tabular_import_private.calling_role, text) is
'See tabular_import.begin_file_upload. called_by: the role that calls it.';
