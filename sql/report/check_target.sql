create or replace function tabular_import_engine.check_target(
    table_name text, table_id oid, has_temporary boolean default false
)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_engine.refuse_unfit(
        check_target.table_name, check_target.table_id, check_target.has_temporary);
    if not has_any_column_privilege(current_user, check_target.table_id, 'insert') then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('Permission denied for table: %s', check_target.table_name),
            hint => format(
                'The owner of the table has to call: grant insert on %s to %I;',
                tabular_import_engine.table_path(check_target.table_id), current_user));
    end if;
end;
$$;

comment on function tabular_import_engine.check_target(text, oid, boolean) is
'See tabular_import.check_import_target. table_id: what the name means to the caller, or NULL; '
'has_temporary: whether temporary tables count.';
