create or replace function tabular_import_engine.check_target(table_name text, table_id oid)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_unfit record;
begin
    if check_target.table_id is null then
        perform tabular_import_engine.raise_error(
            'table_not_found',
            case
                when coalesce(check_target.table_name, '') = '' then 'The name of the table is missing.'
                else format('Table does not exist: %s', check_target.table_name)
            end,
            hint => 'Name it as in SQL, with its schema where the search_path does not find it; temporary tables and '
            'tables that you may not see do not count.');
    end if;
    v_unfit := tabular_import_engine.unfit_target(check_target.table_id);
    if v_unfit.problem is not null then
        perform tabular_import_engine.raise_error('table_not_found', v_unfit.problem, hint => v_unfit.remedy);
    end if;
    if not has_any_column_privilege(current_user, check_target.table_id, 'insert') then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('Permission denied for table: %s', check_target.table_name),
            hint => format(
                'The owner of the table has to call: grant insert on %s to %I;',
                tabular_import_engine.table_path(check_target.table_id), current_user));
    end if;
end;
$$;

comment on function tabular_import_engine.check_target(text, oid) is
'See tabular_import.check_import_target. table_id: what the name means to the caller, or NULL.';
