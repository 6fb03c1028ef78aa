create or replace function tabular_import_engine.insert_pieces(
    plan tabular_import_engine.import_plan, source text, expressions text[], statement text, piece_size bigint,
    rejected bigint[], suspects bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_internal_said boolean := (plan.traits).has_outside_column;
    v_piece record;
    v_source text;
    v_good text;
    v_outcome tabular_import_engine.statement_outcome;
begin
    -- The rows before and behind a suspect are likely to go in. A piece names the rejected rows among its own alone,
    -- or long statements would make many pieces slow.
    for v_piece in execute tabular_import_engine.pieces_sql(
        insert_pieces.source, insert_pieces.piece_size, insert_pieces.rejected, insert_pieces.suspects)
    loop
        continue when v_piece.row_count = 0;
        v_source := case
            -- What is joined to the rows is joined to those of the piece alone.
            when plan.link_head is not null then tabular_import_engine.chunk_source_sql(
                plan, row(
                    v_piece.first_row, v_piece.last_row, (v_piece.first_tid::text::point)[0],
                    (v_piece.last_tid::text::point)[0] + 1, null, null, null, null, null
                )::tabular_import_engine.chunk)
            else format(
                '%s and s.ctid >= %L and s.ctid <= %L and s.row_number >= %s and s.row_number <= %s',
                insert_pieces.source, v_piece.first_tid, v_piece.last_tid, v_piece.first_row, v_piece.last_row)
        end;
        v_good := tabular_import_engine.good_source_sql(v_source, v_piece.rejected);
        if v_piece.row_count > 1 and not v_piece.is_single then
            v_outcome := tabular_import_engine.try_statement(
                tabular_import_engine.noted_sql(
                    plan,
                    tabular_import_engine.insert_sql(
                        plan.table_id, plan.header,
                        tabular_import_engine.marked_sql(plan.options, insert_pieces.expressions), '{}',
                        v_good || ' order by s.row_number'),
                    tabular_import_engine.returning_sql(plan.options)),
                null, plan.search_path, is_internal_said => v_is_internal_said);
        end if;
        if v_piece.row_count = 1 or v_piece.is_single
            or v_outcome.sqlstate is not null and insert_pieces.piece_size <= 16 then
            return query
            select o.*
            from tabular_import_engine.insert_singly(plan, v_good, insert_pieces.statement) as o;
        elsif v_outcome.sqlstate is not null then
            return query
            select o.*
            from tabular_import_engine.insert_pieces(
                plan, v_source, insert_pieces.expressions, insert_pieces.statement, insert_pieces.piece_size / 16,
                v_piece.rejected, '{}') as o;
        elsif v_outcome.row_count < v_piece.row_count then
            return next tabular_import_engine.skip_outcome(v_piece.row_count - v_outcome.row_count);
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.insert_pieces(
    tabular_import_engine.import_plan, text, text[], text, bigint, bigint[], bigint[]
) is
'Inserts rows in file order, piece_size at a time, and those of a piece that fails in smaller pieces, in the end '
'one by one: what no query has explained is caught here. rejected: rows that do not go in; suspects: rows to try '
'alone at once; source: see chunk_source_sql; expressions: see set_values_sql; statement: see insert_singly.';
