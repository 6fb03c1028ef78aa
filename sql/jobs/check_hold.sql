create or replace function tabular_import_private.check_hold(table_id oid, options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if check_hold.options -> 'hold' = 'false' and tabular_import_private.must_hold(check_hold.table_id) then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format(
                'The option ''hold'' cannot be false: all imports into %s are held for approval.',
                tabular_import_engine.table_path(check_hold.table_id)),
            hint => 'Leave it out. Its owner has said so, see view import_approval.');
    end if;
end;
$$;

comment on function tabular_import_private.check_hold(oid, jsonb) is
'Raises invalid_option where options say that a job is not held and the owner of the table that all are.';
