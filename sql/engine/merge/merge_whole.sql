create or replace function tabular_import_engine.merge_whole(
    plan tabular_import_engine.import_plan, source text, row_count bigint
)
returns tabular_import_engine.merge_result
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_result tabular_import_engine.merge_result;
begin
    begin
        if exists (
            select
            from tabular_import_engine.query_outcomes(
                plan, tabular_import_engine.outside_scope_sql(plan, merge_whole.source))
        ) then
            v_result.failure.sqlstate := 'TI028';
            return v_result;
        end if;
    exception
        -- A cell that is no value.
        when others or assert_failure then
            if tabular_import_engine.is_environment_error(sqlstate, (plan.traits).has_outside_column) then
                raise;
            end if;
            v_result.failure.sqlstate := sqlstate;
            return v_result;
    end;
    return tabular_import_engine.merge_set(
        plan, tabular_import_engine.merge_sql(plan, merge_whole.source), null, null, merge_whole.row_count);
end;
$$;

comment on function tabular_import_engine.merge_whole(tabular_import_engine.import_plan, text, bigint) is
'Merges all rows of a file at once. Returns what has become of them, or a failure where one of them is bad. source: '
'see good_source_sql.';
