create or replace function tabular_import_engine.sums_problem(
    table_id oid, role_id oid, options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
begin
    if not coalesce(sums_problem.options ? 'expect_sums', false) then
        return;
    end if;
    if tabular_import_engine.has_insert_rule(sums_problem.table_id) then
        message := 'Option expect_sums cannot be judged: a rule decides what becomes of inserts into the table';
        hint := 'Leave it out, or import into the table that the rule fills.';
        return;
    end if;
    for v_column in
        select
            e.column_name as name, c.column_number,
            b.base_type_id in (
                'int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype, 'float4'::regtype,
                'float8'::regtype, 'money'::regtype) as has_numbers
        from tabular_import_engine.expected_sums(sums_problem.options) as e
        left join tabular_import_engine.target_columns(sums_problem.table_id) as c on c.column_name = e.column_name
        left join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b on true
        order by e.number
    loop
        if v_column.column_number is null then
            message := format('Option expect_sums names a column that is not in the table: %s', v_column.name);
            hint := tabular_import_engine.nearest_hint(
                array[v_column.name],
                array(
                    select c.column_name
                    from tabular_import_engine.target_columns(sums_problem.table_id) as c));
            return;
        elsif not v_column.has_numbers then
            message := format('Option expect_sums names a column that holds no numbers: %s', v_column.name);
            hint := 'Name a column whose type is a number or money.';
            return;
        elsif not has_column_privilege(
            sums_problem.role_id, sums_problem.table_id, v_column.column_number, 'select') then
            message := format('Permission denied for columns: %s', v_column.name);
            hint := format(
                'To add up what goes in, option expect_sums reads it. The owner of the table has to call: '
                'grant select (%I) on %s to %I;',
                v_column.name, tabular_import_engine.table_path(sums_problem.table_id),
                pg_get_userbyid(sums_problem.role_id));
            return;
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.sums_problem(oid, oid, jsonb) is
'Why option expect_sums cannot be judged for a table, as a sentence with a hint; NULL when it can. role_id: who '
'imports.';
