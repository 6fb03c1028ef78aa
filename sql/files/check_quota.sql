create or replace function tabular_import_private.check_quota(
    owner oid, file_size bigint, added_bytes bigint, added_files bigint
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit bigint;
begin
    if check_quota.file_size + check_quota.added_bytes > 0 then
        v_limit := tabular_import_private.setting('max_file_bytes', check_quota.owner);
        if check_quota.file_size + check_quota.added_bytes > v_limit then
            perform tabular_import_private.raise_limit(
                format('The file is larger than the %s bytes allowed.', v_limit), 'Split the file', 'max_file_bytes');
        end if;
    end if;
    if check_quota.added_bytes > 0 or check_quota.added_files > 0 then
        perform tabular_import_private.take_room(
            check_quota.owner, check_quota.added_bytes, check_quota.added_files, 0);
    end if;
end;
$$;

comment on function tabular_import_private.check_quota(oid, bigint, bigint, bigint) is
'Raises limit_exceeded when a file (of file_size bytes so far) may not grow by added_bytes, or its owner would have '
'too much with them or with added_files files more.';
