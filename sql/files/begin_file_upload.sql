create or replace function tabular_import_private.begin_file_upload(
    called_by tabular_import_private.calling_role, name text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(begin_file_upload.called_by);
    v_id uuid;
begin
    if coalesce(begin_file_upload.name, '') = '' then
        perform tabular_import_engine.raise_error(
            'invalid_upload', 'A file needs a name.',
            hint => 'The end of the name tells the format, as in people.csv.');
    end if;
    perform tabular_import_private.check_length('name of the file', begin_file_upload.name, 4096, 'invalid_upload');
    perform tabular_import_private.check_quota(v_caller, 0, 0, 1);
    insert into tabular_import_private.import_file (owner, owner_name, name, created_at)
    values (
        v_caller, pg_get_userbyid(v_caller), tabular_import_private.safe_file_name(begin_file_upload.name),
        tabular_import_private.clock())
    returning id into v_id;
    return v_id;
end;
$$;

comment on function tabular_import_private.begin_file_upload(tabular_import_private.calling_role, text) is
'See tabular_import.begin_file_upload. called_by: the role that calls it.';
