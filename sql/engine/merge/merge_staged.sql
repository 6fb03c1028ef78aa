create or replace function tabular_import_engine.merge_staged(
    plan tabular_import_engine.import_plan, source text, row_count bigint, read_errors bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_good text := tabular_import_engine.good_source_sql(merge_staged.source, '{}');
    v_result tabular_import_engine.merge_result;
    v_bad bigint[];
begin
    if plan.options ->> 'engine' is distinct from 'reference' and merge_staged.read_errors = 0 then
        v_result := tabular_import_engine.merge_whole(plan, v_good, merge_staged.row_count);
        if (v_result.failure).sqlstate is null then
            return query select c.* from tabular_import_engine.merge_counts(v_result) as c;
            if v_result.missing is null then
                perform tabular_import_engine.tell_progress(
                    plan, merge_staged.row_count, merge_staged.row_count, 0);
            else
                -- Nobody has looked at their cells.
                v_bad := array(
                    select distinct o.row_number
                    from tabular_import_engine.query_outcomes(
                        plan,
                        tabular_import_engine.bad_cells_sql(
                            tabular_import_engine.without_blanks(plan),
                            v_good || ' and s.row_number operator(pg_catalog.=) any($1)'),
                        v_result.missing) as o);
                if v_bad <> '{}' then
                    return query
                    select r.*
                    from tabular_import_engine.rejected_at_once(
                        plan, format('%s and s.row_number operator(pg_catalog.=) any(%L::bigint[])', v_good, v_bad))
                        as r;
                end if;
                return query
                select m.* from tabular_import_engine.missing_rows(plan, v_good, v_result.missing) as m;
            end if;
            return;
        end if;
    end if;
    return query
    select r.* from tabular_import_engine.merge_refused(plan, merge_staged.source, merge_staged.row_count) as r;
end;
$$;

comment on function tabular_import_engine.merge_staged(tabular_import_engine.import_plan, text, bigint, bigint) is
'Merges all staged rows, together if they are good. row_count: how many there are; read_errors: how many of them could '
'not be read; source: see chunk_source_sql. Returns outcomes as import_rows does.';
