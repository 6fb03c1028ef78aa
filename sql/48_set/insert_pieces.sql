create or replace function tabular_import_engine.insert_pieces(
    plan tabular_import_engine.import_plan, source text, expressions text[], piece_size bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_piece record;
    v_source text;
    v_outcome tabular_import_engine.statement_outcome;
begin
    for v_piece in execute format(
        'select min(p.row_number) as first_row, max(p.row_number) as last_row, count(*) as row_count, '
        'min(p.id) as first_tid, max(p.id) as last_tid '
        'from (select s.row_number, s.ctid as id, (row_number() over (order by s.row_number) - 1) / %s as piece '
        '%s) as p '
        'group by p.piece order by p.piece',
        insert_pieces.piece_size, insert_pieces.source)
    loop
        v_source := format(
            '%s and s.ctid >= %L and s.ctid <= %L and s.row_number >= %s and s.row_number <= %s',
            insert_pieces.source, v_piece.first_tid, v_piece.last_tid, v_piece.first_row, v_piece.last_row);
        v_outcome := tabular_import_engine.try_statement(
            tabular_import_engine.insert_statement(
                plan.table_id, plan.header, insert_pieces.expressions, '{}', v_source),
            null, plan.search_path, is_internal_said => tabular_import_engine.has_outside_column(plan));
        if v_outcome.row_count < v_piece.row_count then
            return next tabular_import_engine.skip_outcome(v_piece.row_count - v_outcome.row_count);
        elsif v_outcome.sqlstate is not null and insert_pieces.piece_size > 16 then
            return query
            select o.*
            from tabular_import_engine.insert_pieces(
                plan, v_source, insert_pieces.expressions, insert_pieces.piece_size / 16) as o;
        elsif v_outcome.sqlstate is not null then
            return query
            select o.*
            from tabular_import_engine.insert_singly(plan, v_source) as o;
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.insert_pieces(
    tabular_import_engine.import_plan, text, text[], bigint
) is
'Inserts rows in file order, piece_size at a time, and those of a piece that fails in smaller pieces, in the end '
'one by one: what no query has explained is caught here. source: see chunk_source; expressions: see '
'set_expressions.';
