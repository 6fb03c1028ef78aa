create or replace function tabular_import_private.upload_file(
    called_by tabular_import_private.calling_role, name text, content bytea
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := tabular_import_private.begin_file_upload(upload_file.called_by, upload_file.name);
begin
    perform tabular_import_private.append_file_chunk(upload_file.called_by, v_id, upload_file.content);
    perform tabular_import_private.finish_file_upload(
        upload_file.called_by, v_id, pg_catalog.sha256(upload_file.content));
    return v_id;
end;
$$;

comment on function tabular_import_private.upload_file(tabular_import_private.calling_role, text, bytea) is
'See tabular_import.upload_file. called_by: the role that calls it.';
