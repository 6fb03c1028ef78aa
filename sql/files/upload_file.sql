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
    v_caller regrole := tabular_import_private.caller(upload_file.called_by);
begin
    if upload_file.content is null then
        perform tabular_import_engine.raise_error('invalid_upload', 'The content of a file may not be NULL.');
    end if;
    return tabular_import_private.store_file(v_caller, upload_file.name, upload_file.content);
end;
$$;

comment on function tabular_import_private.upload_file(tabular_import_private.calling_role, text, bytea) is
'See tabular_import.upload_file. called_by: the role that calls it.';
