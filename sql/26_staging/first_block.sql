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
    v_found bigint;
    v_block bigint := coalesce(first_block.guess, 0);
begin
    if v_block > 0 then
        execute format(
            'select count(*) from tabular_import_staging.%I as s where s.ctid >= ''(%s,0)'' and s.row_number > %s',
            first_block.table_name, v_block, first_block.after_row)
        into v_found;
        -- Narrow rows also go where wide ones left a gap, anywhere in the table.
        if v_found < first_block.row_count then
            execute format(
                'select (min(s.ctid)::text::point)[0]::bigint from tabular_import_staging.%I as s '
                'where s.row_number > %s',
                first_block.table_name, first_block.after_row)
            into v_block;
        end if;
    end if;
    return coalesce(v_block, 0);
end;
$$;

comment on function tabular_import_private.first_block(name, bigint, bigint, bigint) is
'The first block of a table of staged rows that holds one of the row_count rows after number after_row. guess: where '
'it begins if the rows filled no gaps; 0 or NULL for the whole table.';
