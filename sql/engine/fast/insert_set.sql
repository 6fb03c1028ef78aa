create or replace function tabular_import_engine.insert_set(
    plan tabular_import_engine.import_plan, source text, expressions text[], typed_source text default null,
    is_ordered boolean default false, found_source text default null, numbers bigint[] default null,
    uuids uuid[] default null
)
returns tabular_import_engine.statement_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_are_in_order boolean := plan.options ? 'row_keys' and not plan.options ? 'changes'
        and tabular_import_engine.are_noted_in_order(plan);
    v_statement text := tabular_import_engine.insert_sql(
        plan.table_id, plan.header,
        case
            when v_are_in_order then insert_set.expressions
            else tabular_import_engine.marked_sql(plan.options, insert_set.expressions)
        end, '{}',
        coalesce(insert_set.typed_source, insert_set.source)
        -- A join gives rows in any order.
        || case when insert_set.is_ordered and plan.link_head is null then '' else ' order by s.row_number' end);
    v_is_internal_said boolean := (plan.traits).has_outside_column;
    v_role text := current_setting('session_replication_role');
    v_query text;
    v_failed text;
    v_outcome tabular_import_engine.statement_outcome;
begin
    v_statement := case
        when v_are_in_order
            then tabular_import_engine.noted_set_sql(
                plan, v_statement, tabular_import_engine.returning_sql(plan.options), insert_set.source)
        else tabular_import_engine.noted_sql(
            plan, v_statement, tabular_import_engine.returning_sql(plan.options))
    end;
    if (plan.traits).may_set_references then
        foreach v_query in array tabular_import_engine.lock_references_sql(
            plan, insert_set.source, insert_set.found_source)
        loop
            v_outcome := tabular_import_engine.try_statement(
                v_query, null, plan.search_path, is_internal_said => v_is_internal_said,
                numbers => insert_set.numbers, uuids => insert_set.uuids);
            exit when v_outcome.row_count is distinct from 1;
        end loop;
        v_failed := v_outcome.sqlstate;
        if v_outcome.row_count = 1 then
            perform set_config('session_replication_role', 'replica', true);
            v_outcome := tabular_import_engine.try_statement(
                v_statement, null, plan.search_path, is_internal_said => v_is_internal_said,
                numbers => insert_set.numbers, uuids => insert_set.uuids);
            perform pg_catalog.set_config('session_replication_role', v_role, true);
            return v_outcome;
        end if;
    end if;
    v_outcome := tabular_import_engine.try_statement(
        v_statement, null, plan.search_path, is_internal_said => v_is_internal_said,
        numbers => insert_set.numbers, uuids => insert_set.uuids);
    -- Else it was the rows that made the query fail, too.
    if v_failed is not null and v_outcome.sqlstate is null then
        v_outcome.fallback := tabular_import_engine.fallback_outcome('lock_references_sql', v_failed);
    end if;
    return v_outcome;
end;
$$;

comment on function tabular_import_engine.insert_set(
    tabular_import_engine.import_plan, text, text[], text, boolean, text, bigint[], uuid[]
) is
'Inserts rows in one statement, in file order. Where it may, and all rows referred to are there and locked against '
'deletion, it spares the check of every single reference. source: see good_source_sql; expressions: see '
'set_values_sql; '
'typed_source: the same rows as typed_source_sql has them, for which expressions are then; is_ordered: a scan gives '
'them in file order, so that they need no sort, unless they are joined to others; found_source, numbers, uuids: what '
'links have found already, see lock_references_sql and found_source_sql. '
'fallback of what it returns: the query that locks has raised, though '
'the rows are good.';
