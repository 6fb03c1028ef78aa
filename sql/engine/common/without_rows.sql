create or replace function tabular_import_engine.without_rows(
    plan tabular_import_engine.import_plan, row_numbers bigint[]
)
returns tabular_import_engine.import_plan
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_header text[] := plan.header[:plan.file_columns];
    v_plan tabular_import_engine.import_plan := tabular_import_engine.make_plan(
        plan.table_id,
        -- The engine tells chunks apart by the place of their rows.
        format(
            '(select s.row_number, s.line_number, '
            'case when s.row_number operator(pg_catalog.=) any(%L::pg_catalog.int8[]) then ''refused'' '
            'else s.read_error end as read_error%s, s.ctid from %s as s)',
            without_rows.row_numbers,
            (
                select string_agg(format(', s.c%s', h.n), '' order by h.n)
                from unnest(tabular_import_engine.kept_cells(v_header, plan.options)) with ordinality as h (name, n)
                where h.name is not null
            ),
            plan.staged),
        v_header, plan.options, plan.search_path);
begin
    v_plan.job_id := plan.job_id;
    v_plan.default_positions := plan.default_positions;
    v_plan.traits := plan.traits;
    return v_plan;
end;
$$;

comment on function tabular_import_engine.without_rows(tabular_import_engine.import_plan, bigint[]) is
'The plan of a file some of whose rows are refused: it has them as rows that could not be read. row_numbers: theirs.';
