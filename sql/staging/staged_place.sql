create or replace function tabular_import_private.staged_place(
    table_name name, after_row bigint, row_count bigint, guess bigint, out first_block bigint, out is_ordered boolean
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A scan by ctid gives the rows as they stand. (Without the offset each array would be made twice.)
    c_query constant text :=
        'with staged as not materialized (select s.row_number, s.ctid as place '
        'from tabular_import_staging.%1$I as s where s.ctid >= ''(%2$s,0)'' and s.row_number > %3$s) '
        'select cardinality(r.numbers), (r.first::text::point)[0]::bigint, '
        'r.numbers = array(select generate_series(%3$s::bigint + 1, %3$s::bigint + %4$s)) '
        'from (select (select array_agg(s.row_number) from staged as s) as numbers, '
        '(select s.place from staged as s limit 1) as first offset 0) as r';
    v_found bigint;
begin
    execute format(
        c_query, staged_place.table_name, staged_place.guess, staged_place.after_row, staged_place.row_count)
    into v_found, first_block, is_ordered;
    -- Narrow rows also go where wide ones left a gap, anywhere in the table.
    if coalesce(v_found, 0) < staged_place.row_count and staged_place.guess > 0 then
        execute format(c_query, staged_place.table_name, 0, staged_place.after_row, staged_place.row_count)
        into v_found, first_block, is_ordered;
    end if;
    first_block := coalesce(first_block, 0);
    is_ordered := coalesce(is_ordered, false);
end;
$$;

comment on function tabular_import_private.staged_place(name, bigint, bigint, bigint) is
'Where in a table of staged rows the row_count rows after number after_row stand: the first block that holds one of '
'them, and whether they stand there in the order of the file, without a gap. guess: where they begin at the earliest '
'if they filled no gaps; 0 for the whole table.';
