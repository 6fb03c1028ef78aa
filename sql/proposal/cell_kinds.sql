create or replace function tabular_import_private.cell_kinds(
    source text, cell text, type_id oid, out cells text[], out counts bigint[], out places bigint[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
set work_mem = '64MB'
as $$
declare
    -- Where there are more the column does not hold what people write by a rule.
    c_most constant integer := 100000;
    c_longest constant integer := 400;
begin
    execute format(
        'select array_agg(k.value order by k.place), array_agg(k.count order by k.place), '
        'array_agg(k.place order by k.place) from ('
        'select max(s.%1$s collate "C") as value, count(*) as count, min(s.row_number) as place '
        'from %2$s as s where s.read_error is null and s.%1$s <> '''' group by %3$s limit %4$s) as k '
        'having count(*) < %4$s and max(octet_length(k.value)) <= %5$s',
        cell_kinds.cell, cell_kinds.source,
        tabular_import_private.cell_shape_sql(cell_kinds.type_id, 's.' || cell_kinds.cell), c_most, c_longest)
    into cells, counts, places;
end;
$$;

comment on function tabular_import_private.cell_kinds(text, text, oid) is
'The kinds of cells that a column holds: for each the greatest cell of its shape, how many there are, and the number '
'of the first row; in the order of these. NULL where there are too many kinds, very long cells, or none. source: SQL '
'for a relation with row_number, read_error and cells; cell: the name of the column''s cells in it; type_id: no '
'domain.';
