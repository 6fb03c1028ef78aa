create or replace function tabular_import_engine.import_connected(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_chunk tabular_import_engine.chunk := tabular_import_engine.next_chunk(plan, 0, true);
    v_attempt tabular_import_engine.statement_outcome;
    v_outcome tabular_import_engine.row_outcome;
    v_keeps_good_rows boolean := tabular_import_engine.keeps_good_rows(plan.options);
    v_found tabular_import_engine.row_outcome[] := '{}';
    v_rejected bigint[];
    v_is_judged boolean := false;
begin
    -- A row is not null when no field of it is.
    if v_chunk.last_row is null then
        return;
    end if;
    begin
        v_attempt := tabular_import_engine.insert_set(
            plan, tabular_import_engine.chunk_source_sql(plan, v_chunk) || ' and s.read_error is null',
            tabular_import_engine.set_values_sql(plan), is_ordered => v_chunk.is_ordered);
        if v_attempt.row_count = v_chunk.last_row then
            return;
        end if;
        -- Rows have read errors, or the table has skipped some: those that are in are taken back.
        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
    exception
        when sqlstate 'TI022' then null;
    end;
    -- An internal error may be the insert's: then it has to come up again.
    if v_attempt.sqlstate is distinct from 'XX000' then
        begin
            for v_outcome in select o.* from tabular_import_engine.diagnose_connected(plan, v_chunk) as o loop
                v_is_judged := v_is_judged or v_outcome.fallback is null;
                if v_keeps_good_rows then
                    v_found := v_found || v_outcome;
                else
                    return next v_outcome;
                end if;
            end loop;
        exception
            -- A constraint that raises instead of judging.
            when others or assert_failure then
                if tabular_import_engine.is_environment_error(sqlstate) then
                    raise;
                end if;
                return next tabular_import_engine.fallback_outcome('diagnose_connected', sqlstate);
        end;
    end if;
    if v_is_judged and v_keeps_good_rows then
        v_rejected := array(select distinct f.row_number from unnest(v_found) as f where f.fallback is null);
        begin
            v_attempt := tabular_import_engine.insert_set(
                plan,
                tabular_import_engine.good_source_sql(
                    tabular_import_engine.chunk_source_sql(plan, v_chunk), v_rejected),
                tabular_import_engine.set_values_sql(plan), is_ordered => v_chunk.is_ordered);
            -- Another session has changed what the rows were judged by: they are judged anew.
            if v_attempt.row_count is distinct from v_chunk.last_row - cardinality(v_rejected) then
                perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
            end if;
        exception
            when sqlstate 'TI022' then v_is_judged := false;
        end;
        return query select f.* from unnest(v_found) as f where v_is_judged or f.fallback is not null;
    end if;
    if not v_is_judged then
        return query select o.* from tabular_import_engine.import_rows(plan) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.import_connected(tabular_import_engine.import_plan) is
'The fast engine for a target that refers to itself: inserts all rows in one statement; if that fails, queries find '
'out why, and where they cannot, import_rows takes the rows one by one. Good rows go in again where option on_error '
'keeps them. Returns outcomes as import_rows does.';
