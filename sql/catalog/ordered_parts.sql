create or replace function tabular_import_engine.ordered_parts(
    parts jsonb, cells jsonb, identity jsonb, out ordered jsonb, out numbered jsonb
)
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_numbers integer[];
begin
    ordered := ordered_parts.parts;
    numbered := ordered_parts.cells;
    -- The same parts, in another order; one cell has its own.
    if jsonb_array_length(cells) < 2 or ordered_parts.identity is null
        or not (parts <@ ordered_parts.identity and ordered_parts.identity <@ parts)
        or jsonb_array_length(parts) <> jsonb_array_length(ordered_parts.identity)
    then
        return;
    end if;
    v_numbers := array(
        select i.number::integer
        from jsonb_array_elements(parts) with ordinality as p (part, number)
        inner join jsonb_array_elements(ordered_parts.identity) with ordinality as i (part, number) on i.part = p.part
        order by p.number);
    if cardinality(v_numbers) <> jsonb_array_length(parts) then
        return;
    end if;
    ordered := ordered_parts.identity;
    numbered := (
        select jsonb_agg(
            c.cell || jsonb_build_object(
                'parts',
                (
                    select jsonb_agg(v_numbers[n.number::integer] order by n.place)
                    from jsonb_array_elements_text(c.cell -> 'parts') with ordinality as n (number, place)
                ))
            order by c.place)
        from jsonb_array_elements(cells) with ordinality as c (cell, place));
end;
$$;

comment on function tabular_import_engine.ordered_parts(jsonb, jsonb, jsonb) is
'The parts of a link that the file has in several cells, in the order of the identity where they are just that, and '
'the cells with the new numbers of their parts. parts, cells: see header_links; identity: see key_parts.';
