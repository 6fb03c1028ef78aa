create or replace function tabular_import_private.readable_cells(cells text[], type_id oid)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So many cells tell which rules may fit.
    c_told constant integer := 200;
    c_signs constant text := '0123456789+-(),.%''' || tabular_import_engine.space_characters();
    v_is_number constant boolean := readable_cells.type_id = any(tabular_import_engine.number_types());
begin
    return (
        select (array_agg(k.cell order by k.n))[:c_told]
        from unnest(readable_cells.cells) with ordinality as k (cell, n)
        cross join lateral tabular_import_private.without_currency(k.cell) as c
        where k.cell ~ '[0-9]' and (not v_is_number or translate(c.core, c_signs, '') = ''));
end;
$$;

comment on function tabular_import_private.readable_cells(text[], oid) is
'The first of refused cells that are not odd by themselves: they hold digits and, where the type is one of numbers, '
'nothing that no number is written with. NULL if there are none.';
