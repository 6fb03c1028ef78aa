create or replace function tabular_import_engine.diagnose_rest(
    plan tabular_import_engine.import_plan, done bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_chunk tabular_import_engine.chunk;
    v_source text;
    v_read_errors bigint;
    v_outcome tabular_import_engine.row_outcome;
    v_rejected bigint[] := '{}';
    v_dangling bigint[] := '{}';
    v_bad bigint[];
    v_bad_count bigint := 0;
    v_done bigint := diagnose_rest.done;
begin
    loop
        v_chunk := tabular_import_engine.next_chunk(plan, v_done, false);
        exit when v_chunk is null;
        v_source := tabular_import_engine.chunk_source_sql(plan, v_chunk);
        v_read_errors := tabular_import_engine.check_staged(
            tabular_import_engine.staged_source_sql(plan, v_chunk), v_chunk);
        if tabular_import_engine.has_long_keys(plan, v_source) then
            perform tabular_import_engine.raise_error('rows_rejected', 'Queries cannot judge long keys.');
        end if;
        v_bad := '{}';
        for v_outcome in
            select f.* from tabular_import_engine.read_error_rows(v_source) as f where v_read_errors > 0
            union all
            select o.* from tabular_import_engine.diagnose_chunk(plan, v_source, with_keys => false) as o
        loop
            if v_outcome.fallback is not null then
                return next v_outcome;
                continue;
            end if;
            -- Keys are judged before references.
            if v_outcome.sqlstate = '23503' then
                v_dangling := v_dangling || v_outcome.row_number;
            else
                v_rejected := v_rejected || v_outcome.row_number;
            end if;
            v_bad := v_bad || v_outcome.row_number;
            return next v_outcome;
        end loop;
        v_done := v_chunk.last_row;
        v_bad_count := v_bad_count + (select count(distinct b) from unnest(v_bad) as b);
        perform tabular_import_engine.tell_progress(plan, v_done, 0, v_bad_count);
    end loop;
    return query
    select o.*
    from tabular_import_engine.diagnose_keys(
        plan,
        format('from %s as s where s.row_number > %s', plan.staging, diagnose_rest.done), v_rejected, v_dangling) as o;
end;
$$;

comment on function tabular_import_engine.diagnose_rest(tabular_import_engine.import_plan, bigint) is
'Judges by queries alone all rows after number done, of a file that is going to be refused: nothing more is '
'inserted. Only for targets of may_diagnose. Returns row errors, or raises rows_rejected where has_long_keys. A '
'fallback comes only behind the error of a row.';
