create or replace function tabular_import_private.own_file(caller regrole, file_id uuid)
returns tabular_import_private.import_file
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_file tabular_import_private.import_file;
begin
    select f.* into v_file
    from tabular_import_private.import_file as f
    where f.id = own_file.file_id and tabular_import_private.belongs_to(f.owner, f.owner_name, own_file.caller)
    for no key update;
    if not found then
        perform tabular_import_engine.raise_error(
            'file_not_found',
            format('There is no file %s of yours.', coalesce(own_file.file_id::text, 'NULL')),
            hint => 'Upload it first: select tabular_import.upload_file(name, content).');
    end if;
    return v_file;
end;
$$;

comment on function tabular_import_private.own_file(regrole, uuid) is
'Locks and returns a file of the caller''s. Raises file_not_found.';
