create or replace function tabular_import_private.cell_at(source text, cell text, row_number bigint)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cell text;
begin
    execute format('select s.%s from %s as s where s.row_number = $1 limit 1', cell_at.cell, cell_at.source)
    into v_cell
    using cell_at.row_number;
    return v_cell;
end;
$$;

comment on function tabular_import_private.cell_at(text, text, bigint) is
'The cell of a row. source, cell: see column_proposal.';
