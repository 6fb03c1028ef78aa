create or replace function tabular_import_private.first_block(
    table_name name, after_row bigint, row_count bigint, guess bigint
)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_query constant text :=
        'select count(*), (min(s.ctid)::text::point)[0]::bigint from tabular_import_staging.%I as s '
        'where s.ctid >= ''(%s,0)'' and s.row_number > %s';
    v_found bigint;
    v_block bigint;
begin
    execute format(c_query, first_block.table_name, first_block.guess, first_block.after_row)
    into v_found, v_block;
    -- Narrow rows also go where wide ones left a gap, anywhere in the table.
    if v_found < first_block.row_count and first_block.guess > 0 then
        execute format(c_query, first_block.table_name, 0, first_block.after_row)
        into v_found, v_block;
    end if;
    return coalesce(v_block, 0);
end;
$$;

comment on function tabular_import_private.first_block(name, bigint, bigint, bigint) is
'The first block of a table of staged rows that holds one of the row_count rows after number after_row. guess: where '
'it begins at the earliest if the rows filled no gaps; 0 for the whole table.';
