create or replace function tabular_import_engine.import_chunks(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_expressions text[] := tabular_import_engine.set_values_sql(plan);
    v_typed_query text;
    v_typed_expressions text[];
    v_chunk tabular_import_engine.chunk;
    v_attempt tabular_import_engine.statement_outcome;
    v_outcome tabular_import_engine.row_outcome;
    v_done bigint := 0;
    v_skipped bigint := 0;
    v_is_dirty boolean := false;
    v_keeps_good_rows boolean := tabular_import_engine.keeps_good_rows(plan.options);
    v_is_undecided boolean := false;
    v_is_free boolean;
    v_fallbacks tabular_import_engine.row_outcome[];
    v_judged bigint := 0;
    v_bad bigint[];
    v_rejected bigint[] := '{}';
    -- The first ones that may get a better hint when all rows are in.
    v_clashes tabular_import_engine.row_outcome[] := '{}';
begin
    loop
        v_chunk := tabular_import_engine.next_chunk(plan, v_done, false);
        exit when v_chunk is null;
        v_attempt := null;
        if v_chunk.typed_query is not null and v_typed_query is null then
            v_typed_query := tabular_import_engine.typed_rows_sql(plan, '');
            v_typed_expressions := tabular_import_engine.set_values_sql(plan, is_typed => true);
        end if;
        if not v_is_dirty then
            v_attempt := tabular_import_engine.insert_whole(
                plan, v_chunk, v_expressions, v_typed_expressions, v_typed_query);
            if (v_attempt.fallback).fallback is not null then
                return next v_attempt.fallback;
            end if;
            if v_attempt.row_count = v_chunk.last_row - v_done then
                v_done := v_chunk.last_row;
                perform tabular_import_engine.tell_progress(plan, v_done, v_done - v_skipped, 0);
                continue;
            end if;
        end if;

        if plan.diagnosis is null then
            plan.diagnosis := tabular_import_engine.diagnosis_traits(plan);
        end if;
        v_is_free := false;
        -- An internal error may be the insert's: then it has to come up again.
        if not v_keeps_good_rows and not v_is_undecided and v_attempt.row_count is null
            and v_attempt.sqlstate is distinct from 'XX000' and (plan.diagnosis).may_diagnose then
            select n.is_free, n.fallbacks into v_is_free, v_fallbacks
            from tabular_import_engine.try_numbers(
                plan, tabular_import_engine.chunk_source_sql(plan, v_chunk), v_expressions) as n;
            return query select f.* from unnest(v_fallbacks) as f;
        end if;
        if v_is_free then
            -- The file is refused: to tell why, nothing needs to be inserted any more.
            begin
                return query select o.* from tabular_import_engine.diagnose_rest(plan, v_done) as o;
                get diagnostics v_judged = row_count;
            exception
                -- Long keys, of which only the insert tells.
                when sqlstate 'TI022' then null;
                -- A constraint that raises instead of judging.
                when others or assert_failure then
                    if tabular_import_engine.is_environment_error(sqlstate) then
                        raise;
                    end if;
                    return next tabular_import_engine.fallback_outcome('diagnose_rest', sqlstate);
            end;
            exit when v_judged > 0;
            v_is_undecided := true;
        end if;

        v_bad := '{}';
        for v_outcome in
            select o.* from tabular_import_engine.insert_chunk(plan, v_chunk, v_expressions, v_attempt) as o
        loop
            if v_outcome.row_count is not null then
                v_skipped := v_skipped + v_outcome.row_count;
            elsif v_outcome.fallback = 'insert_before_suspects' then
                plan.diagnosis.set_by_triggers := null;
            elsif v_outcome.fallback is null then
                v_bad := v_bad || v_outcome.row_number;
            end if;
            if v_outcome.sqlstate in ('23505', '23P01') and cardinality(v_clashes) < 100
                and v_outcome.hint = tabular_import_engine.row_hint(v_outcome.sqlstate) then
                v_clashes := v_clashes || v_outcome;
            else
                return next v_outcome;
            end if;
        end loop;
        v_rejected := v_rejected || array(select distinct b from unnest(v_bad) as b);
        v_is_dirty := cardinality(v_bad) > 0;
        v_done := v_chunk.last_row;
        perform tabular_import_engine.tell_progress(
            plan, v_done, v_done - cardinality(v_rejected) - v_skipped, cardinality(v_rejected));
    end loop;
    if cardinality(v_clashes) > 0 then
        return query select o.* from tabular_import_engine.name_earlier_rows(plan, v_clashes, v_rejected) as o;
    end if;
    if cardinality(v_rejected) + v_judged > 0 and not v_keeps_good_rows then
        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
    end if;
exception
    -- No row of a refused file stays; what was returned does.
    when sqlstate 'TI022' then null;
end;
$$;

comment on function tabular_import_engine.import_chunks(tabular_import_engine.import_plan) is
'The fast engine for a target whose rows do not hang together: inserts the staged rows chunk by chunk as the loader '
'stages them. Returns outcomes as import_rows does; if any row is rejected, none stays inserted, unless option '
'on_error keeps the good ones.';
