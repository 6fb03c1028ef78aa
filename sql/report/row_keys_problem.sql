create or replace function tabular_import_engine.row_keys_problem(
    table_id oid, role_id oid, option_name text default 'keep_row_keys', out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text[] := tabular_import_engine.row_key(row_keys_problem.table_id);
    v_denied text;
begin
    if tabular_import_engine.has_insert_rule(row_keys_problem.table_id) then
        message := format(
            'Option %s is not possible: a rule decides what becomes of inserts into the table', option_name);
        hint := 'Leave it out, or import into the table that the rule fills.';
    elsif v_key is null then
        message := format(
            'Option %s is not possible: the table has no key that names each of its rows', option_name);
        hint := 'Leave it out, or give the table a primary key, or a unique key of columns that are not null.';
    elsif tabular_import_engine.is_policed(row_keys_problem.table_id, row_keys_problem.role_id) then
        message := format('Option %s is not possible: row security may keep you from seeing the rows', option_name);
        hint := 'Leave it out, or let a role for which row security does not hold import the file.';
    else
        v_denied := (
            select string_agg(format('%I', c.column_name), ', ' order by c.column_number)
            from tabular_import_engine.target_columns(row_keys_problem.table_id) as c
            where c.column_name = any(v_key)
                and not has_column_privilege(
                    row_keys_problem.role_id, row_keys_problem.table_id, c.column_number, 'select'));
        if v_denied is not null then
            message := format('Permission denied for columns: %s', v_denied);
            hint := format(
                'Option %s reads the key of each row. The owner of the table has to call: '
                'grant select (%s) on %s to %I;',
                option_name, v_denied, tabular_import_engine.table_path(row_keys_problem.table_id),
                pg_get_userbyid(row_keys_problem.role_id));
        end if;
    end if;
end;
$$;

comment on function tabular_import_engine.row_keys_problem(oid, oid, text) is
'Why option keep_row_keys, or another that needs what it needs, is not possible for a table, as a sentence with a '
'hint; NULL when it is. role_id: who imports.';
