create or replace function tabular_import_engine.insert_chunk(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk, expressions text[],
    attempt tabular_import_engine.statement_outcome
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_source text := tabular_import_engine.chunk_source_sql(plan, chunk);
    v_good text := tabular_import_engine.good_source_sql(v_source, '{}');
    v_outcome tabular_import_engine.statement_outcome := insert_chunk.attempt;
    v_errors tabular_import_engine.row_outcome[] := '{}';
    v_staged bigint := chunk.last_row - chunk.first_row + 1;
    v_read_errors bigint;
    v_inconclusive text[] := tabular_import_engine.inconclusive_states(plan.diagnosis);
    v_rejected bigint[] := '{}';
    v_suspects bigint[] := '{}';
    v_fallbacks tabular_import_engine.row_outcome[];
    v_found tabular_import_engine.row_outcome[];
    v_are_all_judged boolean;
    v_are_claims_kept boolean;
    v_key_claims tabular_import_engine.row_outcome[];
begin
    v_read_errors := tabular_import_engine.check_staged(
        tabular_import_engine.staged_source_sql(plan, chunk), chunk);
    if v_read_errors > 0 then
        return query select f.* from tabular_import_engine.read_error_rows(v_source) as f;
    end if;

    if v_outcome.row_count is null then
        -- A key is repeated only if the row that had it first is good: that the rest goes in tells.
        v_errors := tabular_import_engine.chunk_errors(plan, v_source, with_keys => '23505' <> all(v_inconclusive));
        return query select e.* from unnest(v_errors) as e where e.fallback is not null;
        v_are_all_judged := not found;
        v_errors := array(select e from unnest(v_errors) as e where e.fallback is null);
        v_rejected := array(
            select distinct e.row_number from unnest(v_errors) as e where e.sqlstate <> all(v_inconclusive));
        v_good := tabular_import_engine.good_source_sql(v_source, v_rejected);
        select r.suspects, r.key_claims, r.fallbacks into v_suspects, v_key_claims, v_fallbacks
        from tabular_import_engine.suspect_rows(plan, v_source, v_errors) as r;
        return query select f.* from unnest(v_fallbacks) as f;
        if cardinality(v_suspects) > 0 and (plan.diagnosis).set_by_triggers is not null
            and v_are_all_judged and cardinality(v_fallbacks) = 0 then
            v_key_claims := v_key_claims || array(
                select e
                from unnest(v_errors) as e
                where e.sqlstate = '23505'
                    and not exists (
                        select from unnest(v_errors) as o
                        where o.row_number = e.row_number and o.sqlstate not in ('23505', '23503')
                    ));
            select i.outcomes, i.are_claims_kept, i.fallbacks into v_found, v_are_claims_kept, v_fallbacks
            from tabular_import_engine.insert_before_suspects(
                plan, v_source, insert_chunk.expressions, coalesce(chunk.is_ordered, false),
                v_staged - v_read_errors - cardinality(v_rejected || v_suspects), v_rejected, v_suspects, v_key_claims
            ) as i;
            if v_found is not null and not v_are_claims_kept then
                v_errors := array(select e from unnest(v_errors) as e where e.sqlstate <> '23505');
            end if;
            return query select f.* from unnest(v_fallbacks) as f;
        elsif cardinality(v_suspects) > 0 and (plan.diagnosis).has_insert_trigger then
            return next tabular_import_engine.file_order_outcome('it is not known what triggers do');
        elsif cardinality(v_suspects) = 0 then
            v_outcome := tabular_import_engine.insert_set(
                plan, v_good, insert_chunk.expressions, is_ordered => coalesce(chunk.is_ordered, false));
            if (v_outcome.fallback).fallback is not null then
                return next v_outcome.fallback;
            end if;
        end if;
    end if;
    if v_outcome.row_count is null and v_found is null then
        v_suspects := v_suspects || v_rejected;
        -- Not all the rest went in: what was found of keys tells nothing.
        if '23505' <> all(v_inconclusive) then
            v_errors := tabular_import_engine.chunk_errors(plan, v_source, with_keys => false);
            return query select e.* from unnest(v_errors) as e where e.fallback is not null;
            v_errors := array(select e from unnest(v_errors) as e where e.fallback is null);
            v_rejected := array(
                select distinct e.row_number from unnest(v_errors) as e where e.sqlstate <> all(v_inconclusive));
        end if;
        v_found := array(
            select o from tabular_import_engine.insert_pieces(
                plan, v_source, insert_chunk.expressions, tabular_import_engine.row_insert_sql(plan, '{}'), 4096,
                v_rejected, v_suspects) as o);
    end if;
    -- A trigger may have supplied what a row refers to.
    if (plan.diagnosis).has_insert_trigger then
        v_errors := array(
            select e
            from unnest(v_errors) as e
            where e.sqlstate <> '23503' or e.constraint_name is null
                or exists (
                    select from unnest(v_found) as f
                    where f.row_number = e.row_number and f.sqlstate = '23503' and f.constraint_name = e.constraint_name
                ));
    end if;
    if v_found is not null then
        -- What PostgreSQL says of the others belongs into the report as well.
        return query
        select f.*
        from unnest(v_found) as f
        where not exists (
            select from unnest(v_errors) as e
            where e.row_number = f.row_number and e.sqlstate = f.sqlstate and e.message = f.message
                and e.constraint_name is not distinct from f.constraint_name
                and e.column_name is not distinct from f.column_name);
    elsif v_outcome.row_count < v_staged - v_read_errors - cardinality(v_rejected) then
        return next tabular_import_engine.skip_outcome(
            v_staged - v_read_errors - cardinality(v_rejected) - v_outcome.row_count);
    end if;
    return query select e.* from unnest(v_errors) as e;
end;
$$;

comment on function tabular_import_engine.insert_chunk(
    tabular_import_engine.import_plan, tabular_import_engine.chunk, text[], tabular_import_engine.statement_outcome
) is
'Inserts a chunk that is not all good: finds out what is wrong, inserts the rest and returns the outcomes of the '
'rows that are rejected or skipped. expressions: see set_values_sql; attempt: how the insert of the whole chunk '
'ended, NULL when it has not been tried.';
