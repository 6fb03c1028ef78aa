create or replace function tabular_import_engine.insert_whole(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk, expressions text[],
    typed_expressions text[], typed_query text
)
returns tabular_import_engine.statement_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_source text := tabular_import_engine.chunk_source_sql(plan, chunk);
    v_good text := tabular_import_engine.good_source_sql(v_source, '{}');
    v_typed_source text := tabular_import_engine.typed_source_sql(plan, chunk, insert_whole.typed_query);
    v_needed tabular_import_engine.import_plan := plan;
    v_outcome tabular_import_engine.statement_outcome;
begin
    if plan.link_head is not null then
        v_outcome := tabular_import_engine.insert_found(plan, chunk, insert_whole.typed_query);
        if v_outcome.row_count is not null or v_outcome.sqlstate not in ('42501', '42883', '3F000') then
            return v_outcome;
        end if;
    end if;
    v_outcome := tabular_import_engine.insert_set(
        plan, v_good,
        case when v_typed_source is null then insert_whole.expressions else insert_whole.typed_expressions end,
        v_typed_source,
        coalesce(case when v_typed_source is null then chunk.is_ordered else chunk.is_typed_ordered end, false));
    -- A default that no row of the chunk needs may be one whose functions the submitter may not name.
    if v_outcome.sqlstate in ('42501', '42883', '3F000') and cardinality(plan.default_positions) > 0 then
        v_needed.default_positions := tabular_import_engine.used_default_positions(plan, v_source);
        v_outcome := tabular_import_engine.insert_set(
            plan, v_good, tabular_import_engine.set_values_sql(v_needed),
            is_ordered => coalesce(chunk.is_ordered, false));
    elsif v_typed_source is not null and v_outcome.row_count < chunk.last_row - chunk.first_row + 1 then
        perform tabular_import_engine.check_typed_rows(v_typed_source, v_source);
    end if;
    return v_outcome;
end;
$$;

comment on function tabular_import_engine.insert_whole(
    tabular_import_engine.import_plan, tabular_import_engine.chunk, text[], text[], text
) is
'Inserts all rows of a chunk in one statement, from its typed rows where it has them. expressions, '
'typed_expressions: see set_values_sql; typed_query: what typed_rows_sql returns for the target now.';
