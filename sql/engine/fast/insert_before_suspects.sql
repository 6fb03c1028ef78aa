create or replace function tabular_import_engine.insert_before_suspects(
    plan tabular_import_engine.import_plan, source text, expressions text[], is_ordered boolean, row_count bigint,
    rejected bigint[], suspects bigint[], key_claims tabular_import_engine.row_outcome[],
    out outcomes tabular_import_engine.row_outcome[], out are_claims_kept boolean,
    out fallbacks tabular_import_engine.row_outcome[]
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_rounds constant integer := 4;
    c_many constant integer := 100;
    v_claimed constant bigint[] := array(
        select k.row_number from unnest(insert_before_suspects.key_claims) as k where k.fallback is null);
    v_is_judged constant boolean := tabular_import_engine.are_keys_judged(plan);
    v_apart tabular_import_engine.row_outcome[];
    v_round integer := 1;
    v_rejected bigint[] := insert_before_suspects.rejected;
    -- Those that go in at their place, because they are not refused for sure, and those that are tried apart.
    v_placed bigint[] := '{}';
    v_last bigint[];
    v_undecided bigint[];
    v_attempt tabular_import_engine.statement_outcome;
    v_is_whole boolean;
    v_pieces tabular_import_engine.row_outcome[];
    v_tried record;
begin
    fallbacks := '{}';
    are_claims_kept := true;
    if v_is_judged then
        -- No row before them has a key of theirs, but one behind them may.
        v_tried := tabular_import_engine.try_suspects(
            plan, insert_before_suspects.source,
            array(select s from unnest(insert_before_suspects.suspects) as s where s <> all(v_claimed)), '{}');
        v_apart := v_tried.outcomes;
        v_placed := v_tried.undecided;
    end if;
    -- Of so many the next chunk is likely to have some again.
    while v_round <= c_rounds
        and cardinality(v_placed) <= greatest(cardinality(insert_before_suspects.suspects) / 2, c_many) loop
        v_last := array(select s from unnest(insert_before_suspects.suspects) as s where s <> all(v_placed));
        v_undecided := '{}';
        outcomes := '{}';
        begin
            if v_placed = '{}' and v_is_judged then
                outcomes := v_apart;
                v_last := array(select s from unnest(v_last) as s where s = any(v_claimed));
            end if;
            if v_round = 1 and v_placed = '{}' then
                v_attempt := tabular_import_engine.insert_set(
                    plan,
                    tabular_import_engine.good_source_sql(
                        insert_before_suspects.source,
                        v_rejected || insert_before_suspects.suspects),
                    insert_before_suspects.expressions, is_ordered => insert_before_suspects.is_ordered);
                if (v_attempt.fallback).fallback is not null then
                    fallbacks := fallbacks || v_attempt.fallback;
                end if;
                v_is_whole := v_attempt.row_count is not distinct from insert_before_suspects.row_count;
            else
                v_pieces := array(
                    select o
                    from tabular_import_engine.insert_pieces(
                        plan, insert_before_suspects.source, insert_before_suspects.expressions,
                        tabular_import_engine.row_insert_sql(plan, '{}'), 4096,
                        array(
                            select s from unnest(insert_before_suspects.suspects) as s where s <> all(v_placed)
                        ) || v_rejected,
                        v_placed) as o);
                outcomes := outcomes || v_pieces;
                -- A row that is skipped has no number.
                v_is_whole := not exists (
                    select from unnest(v_pieces) as o
                    where o.row_count is not null or o.row_number <> all(v_placed));
            end if;
            if not v_is_whole and v_claimed && (v_last || v_rejected) then
                -- What was found of keys counts on the rows that are not suspected.
                v_undecided := array(
                    select s from unnest(v_last || v_rejected) as s where s = any(v_claimed));
            elsif v_is_whole or v_pieces is not null then
                v_tried := tabular_import_engine.try_suspects(
                    plan, insert_before_suspects.source, v_last, insert_before_suspects.key_claims);
                v_undecided := v_undecided || v_tried.undecided;
                outcomes := outcomes || v_tried.outcomes;
                if v_undecided = '{}' then
                    return;
                end if;
            end if;
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        exception
            when sqlstate 'TI022' then null;
        end;
        if v_undecided && v_rejected then
            are_claims_kept := false;
            v_rejected := array(select r from unnest(v_rejected) as r where r <> all(v_undecided));
        end if;
        v_placed := v_placed || v_undecided;
        v_round := v_round + 1;
    end loop;
    outcomes := null;
    fallbacks := fallbacks || tabular_import_engine.file_order_outcome(
        'whether suspects are refused depends on where they stand');
end;
$$;

comment on function tabular_import_engine.insert_before_suspects(
    tabular_import_engine.import_plan, text, text[], boolean, bigint, bigint[], bigint[],
    tabular_import_engine.row_outcome[]
) is
'Inserts the rows of a chunk that are likely to be good together and tries the others apart from them, where it is '
'known what triggers do (set_by_triggers). What may go in then goes in at its place in another round. outcomes: of the '
'rows that are refused, or skipped; NULL, and nothing inserted, where the rows have to be tried in file order, as a '
'fallback then says; are_claims_kept: not so where rows that were rejected for their keys alone had to be tried, too. '
'row_count: the rows that are neither rejected nor suspected; source: see chunk_source; expressions: see '
'set_values_sql; key_claims: see suspect_rows, and those of rows that are rejected for them alone; is_ordered: see '
'insert_set.';
