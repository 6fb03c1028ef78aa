create or replace function tabular_import_engine.cell_classes(
    cells text[], most_rows bigint, out row_count bigint, out classes integer[], out have_one_offset boolean[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A query has 1,664 columns at most.
    c_most constant integer := 1600;
    v_cells text[];
    v_classes integer[];
    v_offsets boolean[];
begin
    cell_classes.classes := '{}';
    cell_classes.have_one_offset := '{}';
    for v_first in 1..cardinality(cell_classes.cells) by c_most loop
        v_cells := cell_classes.cells[v_first:v_first + c_most - 1];
        -- Each cell is made once, and looked at several times.
        execute tabular_import_engine.fill(
            $sql$
                select count(*), array[{classes}]::integer[], array[{offsets}]::boolean[]
                from (
                    select {cells} from pg_temp.tabular_import_rows as r offset 0 limit {limit}
                ) as c
            $sql$,
            'cells', (
                select string_agg(format('%s as v%s', c.cell, c.place), ', ' order by c.place)
                from unnest(v_cells) with ordinality as c (cell, place)
            ),
            'limit', coalesce(cell_classes.most_rows::text, 'all'),
            'classes', (
                select string_agg(
                    format('coalesce(bit_or(tabular_import_engine.value_classes(c.v%s)), 1)', n), ', ' order by n)
                from generate_subscripts(v_cells, 1) as n
            ),
            'offsets', (
                select string_agg(
                    format(
                        'min(substring(c.v%1$s from ''[+-][0-9:]+$'') collate "C") '
                        '= max(substring(c.v%1$s from ''[+-][0-9:]+$'') collate "C")', n), ', ' order by n)
                from generate_subscripts(v_cells, 1) as n
            ))
        into cell_classes.row_count, v_classes, v_offsets;
        cell_classes.classes := cell_classes.classes || v_classes;
        cell_classes.have_one_offset := cell_classes.have_one_offset || v_offsets;
    end loop;
end;
$$;

comment on function tabular_import_engine.cell_classes(text[], bigint) is
'What value_classes says of all cells of the collected rows, for each of several expressions; and whether all moments '
'of it have the same offset. most_rows: so many rows are looked at, NULL for all.';
