create or replace function tabular_import_engine.insert_found(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk, typed_query text
)
returns tabular_import_engine.statement_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := plan;
    v_count bigint := chunk.last_row - chunk.first_row + 1;
    v_source text;
    v_typed_source text;
    v_is_ordered boolean;
    v_query text;
    v_found record;
    v_numbers bigint[];
    v_uuids uuid[];
    v_outcome tabular_import_engine.statement_outcome;
begin
    v_plan.link_head := null;
    v_source := tabular_import_engine.chunk_source_sql(v_plan, chunk);
    v_typed_source := tabular_import_engine.typed_source_sql(v_plan, chunk, insert_found.typed_query);
    v_is_ordered := coalesce(
        case when v_typed_source is null then chunk.is_ordered else chunk.is_typed_ordered end, false);
    v_query := tabular_import_engine.found_links_sql(
        plan, coalesce(v_typed_source, v_source), chunk.first_row, v_count,
        has_read_errors => v_typed_source is null, is_ordered => v_is_ordered);
    if v_query is null then
        return null;
    end if;
    begin
        perform set_config('search_path', plan.search_path, true);
        execute v_query into v_found;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    exception
        -- Operators of others: the insert will say it.
        when others or assert_failure then
            if tabular_import_engine.is_environment_error(sqlstate, (plan.traits).has_outside_column) then
                raise;
            end if;
            return null;
    end;
    if not v_found.is_whole or v_found.is_unfit then
        return null;
    end if;
    if v_found.is_refused then
        v_outcome.sqlstate := 'TI023';
        return v_outcome;
    end if;
    v_numbers := v_found.numbers;
    v_uuids := v_found.uuids;
    v_plan := tabular_import_engine.found_plan(plan);
    v_outcome := tabular_import_engine.insert_set(
        v_plan,
        tabular_import_engine.found_source_sql(
            plan, tabular_import_engine.good_source_sql(v_source, '{}'), chunk.first_row, v_count, v_found.has_null),
        tabular_import_engine.set_values_sql(v_plan, is_typed => v_typed_source is not null),
        tabular_import_engine.found_source_sql(
            plan, v_typed_source, chunk.first_row, v_count, v_found.has_null),
        v_is_ordered,
        tabular_import_engine.found_source_sql(
            plan, format('from pg_catalog.generate_series(1, %s) as s (number)', v_count), 1, v_count, v_found.has_null,
            's.number'),
        v_numbers, v_uuids);
    if v_typed_source is not null and v_outcome.row_count < v_count then
        perform tabular_import_engine.check_typed_rows(v_typed_source, v_source);
    end if;
    return v_outcome;
end;
$$;

comment on function tabular_import_engine.insert_found(
    tabular_import_engine.import_plan, tabular_import_engine.chunk, text
) is
'As insert_whole, for a chunk whose rows have links: these are looked up once, and the rows go in as they stand, '
'without a join. An outcome with neither row_count nor sqlstate where that cannot be done. typed_query: see '
'insert_whole.';
