create or replace function tabular_import_engine.certain_test_sql(type_id oid, typmod integer, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_pattern text := tabular_import_engine.certain_pattern(certain_test_sql.type_id, certain_test_sql.typmod);
    v_guard text;
begin
    -- Inputs of other origin may raise where they are asked.
    if current_setting('server_version_num')::integer >= 160000
        and not tabular_import_engine.has_outside_input(certain_test_sql.type_id)
        and not tabular_import_engine.reads_by_user_code(certain_test_sql.type_id) then
        select g.guard into v_guard
        from tabular_import_engine.cell_guard_sql(
            certain_test_sql.type_id, certain_test_sql.typmod, certain_test_sql.value) as g;
        return format(
            'case when pg_catalog.pg_input_is_valid(%s, %L) then %s else false end',
            certain_test_sql.value, format_type(certain_test_sql.type_id, certain_test_sql.typmod), v_guard);
    end if;
    return case
        when v_pattern is not null then format('%s ~ %L', certain_test_sql.value, v_pattern) else 'false'
    end;
end;
$$;

comment on function tabular_import_engine.certain_test_sql(oid, integer, text) is
'A test, as SQL, that only cells pass which become values of a type for certain. value: an SQL expression of type '
'text.';
