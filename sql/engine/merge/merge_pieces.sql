create or replace function tabular_import_engine.merge_pieces(
    plan tabular_import_engine.import_plan, source text, statements tabular_import_engine.merge_statements,
    rows bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So few rows are merged one by one.
    c_few constant integer := 8;
    c_parts constant integer := 8;
    -- Where so many parts in a row are refused, single rows are faster.
    c_most_refused constant integer := 3;
    v_count integer := cardinality(merge_pieces.rows);
    v_result tabular_import_engine.merge_result;
    v_size integer;
    v_part bigint[];
    v_refused integer := 0;
    v_outcome tabular_import_engine.row_outcome;
    v_is_refused boolean;
begin
    if v_count > c_few then
        v_result := tabular_import_engine.merge_set(plan, statements, null, merge_pieces.rows, v_count);
        if (v_result.failure).sqlstate is null then
            return query select c.* from tabular_import_engine.merge_counts(v_result) as c;
            if v_result.missing is not null then
                return query
                select m.* from tabular_import_engine.missing_rows(plan, merge_pieces.source, v_result.missing) as m;
            end if;
            return;
        end if;
        v_size := ceil(v_count / c_parts::numeric);
        for v_start in 1..v_count by v_size loop
            v_part := merge_pieces.rows[v_start:v_start + v_size - 1];
            if v_refused >= c_most_refused then
                v_part := merge_pieces.rows[v_start:];
            end if;
            v_is_refused := false;
            for v_outcome in
                select o.* from tabular_import_engine.merge_pieces(plan, merge_pieces.source, statements, v_part) as o
                where v_refused < c_most_refused
                union all
                select o.*
                from tabular_import_engine.merge_rows(
                    plan,
                    format(
                        '%s and s.row_number operator(pg_catalog.=) any(%L::bigint[])', merge_pieces.source, v_part)
                ) as o
                where v_refused >= c_most_refused
            loop
                v_is_refused := v_is_refused or tabular_import_engine.is_row_error(v_outcome.sqlstate);
                return next v_outcome;
            end loop;
            exit when v_refused >= c_most_refused;
            v_refused := case when v_is_refused then v_refused + 1 else 0 end;
        end loop;
    elsif v_count > 0 then
        return query
        select o.*
        from tabular_import_engine.merge_rows(
            plan,
            format(
                '%s and s.row_number operator(pg_catalog.=) any(%L::bigint[])', merge_pieces.source,
                merge_pieces.rows)) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.merge_pieces(
    tabular_import_engine.import_plan, text, tabular_import_engine.merge_statements, bigint[]
) is
'Merges rows together, and where one is refused in smaller pieces, down to single rows. rows: their numbers, in file '
'order; source: see good_source_sql; statements: see merge_sql. Returns outcomes as import_rows does.';
