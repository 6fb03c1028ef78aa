create or replace function tabular_import_engine.mapped_notes(
    plan tabular_import_engine.import_plan, header text[]
)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_columns constant integer := 10;
    c_most_values constant integer := 5;
    v_column record;
    v_cell record;
    v_told text[];
    v_notes text[] := '{}';
begin
    -- What is said of all columns the job has said itself; the map of one column may have grown in a profile.
    for v_column in
        select
            mapped_notes.header[r.place] as name,
            tabular_import_engine.mapped_cells_sql(r.rule, r.place, plan.staged) as statement
        from unnest(plan.rules) with ordinality as r (rule, place)
        where jsonb_typeof(r.rule -> 'value_map') = 'object'
            and r.rule -> 'value_map' is distinct from plan.options -> 'value_map'
        order by r.place
        limit c_most_columns
    loop
        continue when v_column.statement is null;
        v_told := '{}';
        for v_cell in execute format(
            'select m.*, count(*) over () as value_count, sum(m.row_count) over () as all_rows '
            'from (%s) as m order by m.row_count desc, m.first_row limit %s', v_column.statement, c_most_values)
        loop
            v_told := v_told || format(
                '%s of ''%s'' in %s row(s) (%s)',
                case when v_cell.new = '' then 'an empty cell'
                    else '''' || tabular_import_engine.shown_name(v_cell.new) || '''' end,
                tabular_import_engine.shown_name(v_cell.cell), v_cell.row_count, v_cell.ranges);
        end loop;
        continue when v_told = '{}';
        v_notes := v_notes || format(
            'In column %s, value_map made %s%s.', tabular_import_engine.shown_name(v_column.name),
            array_to_string(v_told, ', '),
            case when v_cell.value_count > c_most_values
                then format(', and others of %s other values; %s row(s) in all', v_cell.value_count - c_most_values,
                    v_cell.all_rows) end);
    end loop;
    return v_notes;
end;
$$;

comment on function tabular_import_engine.mapped_notes(tabular_import_engine.import_plan, text[]) is
'What the value_map of single columns makes of cells, with counts and rows, for the hint. header: the file''s own '
'names; of ten columns, and of each the five most frequent values.';
