create or replace function tabular_import_private.check_quota(owner oid, file_size bigint, added_bytes bigint)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_used record;
begin
    if check_quota.file_size + check_quota.added_bytes > tabular_import_private.setting('max_file_bytes') then
        perform tabular_import_engine.raise_error(
            'limit_exceeded',
            format('The file is larger than the %s bytes allowed.', tabular_import_private.setting('max_file_bytes')),
            hint => 'Split the file, or ask an administrator to raise the setting max_file_bytes.');
    end if;
    select count(*) as files, coalesce(sum(f.size), 0) as bytes into v_used
    from tabular_import_private.import_file as f
    where f.owner = check_quota.owner and f.owner_name = pg_get_userbyid(check_quota.owner);
    if v_used.bytes + check_quota.added_bytes > tabular_import_private.setting('max_user_bytes') then
        perform tabular_import_engine.raise_error(
            'limit_exceeded',
            format('Your files would take up more than the %s bytes allowed.',
                tabular_import_private.setting('max_user_bytes')),
            hint => 'Delete jobs that are done, or ask an administrator to raise the setting max_user_bytes.');
    end if;
    if v_used.files > tabular_import_private.setting('max_user_files') then
        perform tabular_import_engine.raise_error(
            'limit_exceeded',
            format('You would have more than the %s files allowed.', tabular_import_private.setting('max_user_files')),
            hint => 'Delete jobs that are done, or ask an administrator to raise the setting max_user_files.');
    end if;
end;
$$;

comment on function tabular_import_private.check_quota(oid, bigint, bigint) is
'Raises limit_exceeded when a file (of file_size bytes so far) may not grow by added_bytes, or its owner has too '
'much.';
