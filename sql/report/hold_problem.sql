create or replace function tabular_import_engine.hold_problem(
    table_id oid, role_id oid, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_denied text;
begin
    if tabular_import_engine.has_insert_rule(hold_problem.table_id) then
        message := 'The import cannot be held for approval: a rule decides what becomes of inserts into the table';
        hint := 'Import into the table that the rule fills.';
    elsif tabular_import_engine.is_policed(hold_problem.table_id, hold_problem.role_id) then
        message := 'The import cannot be held for approval: row security may keep you from seeing what it changes';
        hint := 'Let a role for which row security does not hold import the file.';
    else
        v_denied := (
            select string_agg(format('%I', c.column_name), ', ' order by c.column_number)
            from tabular_import_engine.target_columns(hold_problem.table_id) as c
            where not has_column_privilege(
                hold_problem.role_id, hold_problem.table_id, c.column_number, 'select'));
        if v_denied is not null then
            message := format('Permission denied for columns: %s', v_denied);
            hint := format(
                'An import that is held for approval is compared with what was reviewed. The owner of the table has to '
                'call: grant select (%s) on %s to %I;',
                v_denied, tabular_import_engine.table_path(hold_problem.table_id),
                pg_get_userbyid(hold_problem.role_id));
        end if;
    end if;
end;
$$;

comment on function tabular_import_engine.hold_problem(oid, oid) is
'Why imports into a table cannot be held for approval, as a sentence with a hint; NULL when they can. role_id: who '
'imports.';
