create or replace function tabular_import_engine.stage_records(records tabular_import_engine.record_set)
returns tabular_import_engine.import_plan
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Up to here each statement reads all records anew in less time than a table takes.
    c_few constant bigint := 1000;
    v_source text := records.source;
    v_name text := 'records_' || replace(gen_random_uuid()::text, '-', '');
begin
    if records.row_count > c_few and has_database_privilege(current_database(), 'temp') then
        execute format(
            'create temp table %I as select s.row_number, s.line_number, s.read_error%s from %s as s',
            v_name,
            (
                select string_agg(format(', s.c%s', h.n), '' order by h.n)
                from unnest(tabular_import_engine.kept_cells(records.header, records.options))
                    with ordinality as h (name, n)
                where h.name is not null
            ),
            v_source);
        v_source := format('pg_temp.%I', v_name);
    end if;
    return tabular_import_engine.make_plan(
        records.table_id, v_source, records.header, records.options, records.search_path);
end;
$$;

comment on function tabular_import_engine.stage_records(tabular_import_engine.record_set) is
'The plan of records. Many of them go into a temporary table, if the caller may make one.';
