create or replace function tabular_import_engine.merge_chunks(
    plan tabular_import_engine.import_plan, rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_done bigint := 0;
    v_chunk tabular_import_engine.chunk;
    v_source text;
    v_rows bigint[];
begin
    loop
        v_chunk := tabular_import_engine.next_chunk(plan, v_done, false);
        exit when v_chunk is null;
        v_source := tabular_import_engine.good_source_sql(tabular_import_engine.chunk_source_sql(plan, v_chunk), '{}');
        execute format(
            'select array(select s.row_number %s and s.row_number operator(pg_catalog.<>) all($1) '
            'order by s.row_number)', v_source)
        into v_rows using merge_chunks.rejected;
        return query
        select o.*
        from tabular_import_engine.merge_pieces(
            plan, v_source, tabular_import_engine.merge_sql(plan, v_source), v_rows) as o;
        v_done := v_chunk.last_row;
        perform tabular_import_engine.tell_progress(plan, v_done, 0, 0);
    end loop;
end;
$$;

comment on function tabular_import_engine.merge_chunks(tabular_import_engine.import_plan, bigint[]) is
'Merges the staged rows chunk by chunk, those that are refused alone. rejected: numbers of rows that are known to be '
'bad. Returns outcomes as import_rows does.';
