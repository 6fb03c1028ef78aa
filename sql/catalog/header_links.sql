create or replace function tabular_import_engine.header_links(table_id oid, header text[], options jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
declare
    v_cells jsonb;
    v_choices jsonb;
    v_links jsonb := '[]'::jsonb;
    v_link record;
    v_cell record;
    v_parts jsonb;
    v_below jsonb;
    v_numbers integer[];
    v_unclear oid;
    v_places jsonb;
begin
    if header_links.options -> 'matched' -> 'header' = to_jsonb(header_links.header)
        and header_links.options -> 'matched' ? 'links'
    then
        return header_links.options -> 'matched' -> 'links';
    end if;
    v_cells := (
        select coalesce(jsonb_agg(to_jsonb(m) order by m.place), '[]')
        from tabular_import_engine.match_header(
            header_links.table_id, header_links.header, header_links.options) as m
        where m.link is not null);
    if v_cells = '[]' then
        return v_cells;
    end if;
    v_choices := (
        select coalesce(jsonb_object_agg(e.constraint_id, e.entry), '{}')
        from tabular_import_engine.link_entries(header_links.table_id, header_links.options) as e
        where e.constraint_id is not null);
    for v_link in
        select l.*, coalesce(v_choices -> l.constraint_id::text, '{}') as choice
        from tabular_import_engine.target_links(header_links.table_id) as l
        inner join (
            select (c.link ->> 'constraint')::oid as constraint_id, min(c.place) as place
            from jsonb_to_recordset(v_cells) as c (place bigint, link jsonb)
            where jsonb_typeof(c.link) = 'object'
            group by 1
        ) as f on f.constraint_id = l.constraint_id
        order by f.place
    loop
        v_parts := '[]';
        v_places := '[]';
        v_unclear := null;
        for v_cell in
            select c.place, c.link, c.rules
            from jsonb_to_recordset(v_cells) as c (place bigint, link jsonb, rules jsonb)
            where jsonb_typeof(c.link) = 'object' and (c.link ->> 'constraint')::oid = v_link.constraint_id
            order by c.place
        loop
            select p.parts, coalesce(v_unclear, p.unclear) into v_below, v_unclear
            from tabular_import_engine.cell_parts(
                v_cell.link, v_link.choice -> 'by',
                header_links.options ->> 'match_columns' is distinct from 'exact') as p;
            continue when v_below is null;
            v_numbers := array(
                select (jsonb_array_length(v_parts) + n.n)::integer
                from generate_series(1, jsonb_array_length(v_below)) as n (n));
            v_parts := v_parts || v_below;
            v_places := v_places || jsonb_strip_nulls(jsonb_build_object(
                'place', v_cell.place, 'parts', to_jsonb(v_numbers), 'rules', v_cell.rules));
        end loop;
        -- Whatever the order of the cells, an identity is written as always.
        if jsonb_array_length(v_places) > 1 then
            select r.ordered, r.numbered into v_parts, v_places
            from tabular_import_engine.ordered_parts(
                v_parts, v_places,
                (tabular_import_engine.key_parts(v_link.referred_table_id, referred => v_link.referred)).parts) as r;
        end if;
        v_links := v_links || jsonb_strip_nulls(jsonb_build_object(
            'name', v_link.name,
            'constraint', v_link.constraint_id::bigint,
            'constraint_name', v_link.constraint_name,
            'table', v_link.referred_table_id::bigint,
            'columns', v_link.columns,
            'referred', v_link.referred,
            'parts', v_parts,
            'cells', v_places,
            'on_missing', coalesce(v_link.choice ->> 'on_missing', 'error'),
            'similar', coalesce(v_link.choice ->> 'similar', 'error'),
            'constants', coalesce(v_link.choice -> 'constants', '{}'),
            'title', (
                select string_agg(tabular_import_engine.link_part_name(p.part), ', ' order by p.number)
                from jsonb_array_elements(v_parts) with ordinality as p (part, number)),
            'unclear', v_unclear::bigint));
    end loop;
    return v_links;
end;
$$;

comment on function tabular_import_engine.header_links(oid, text[], jsonb) is
'The links of a file''s header as a plan has them in option links: an array of objects with name, constraint and '
'constraint_name, table (the one referred to), columns and referred (of the reference), parts (what names a row, see '
'key_parts), cells (places of the header, each with the numbers of its parts and the rules for its values), '
'title (the parts for people) and what option links says: on_missing, similar, constants. unclear: a table with '
'several keys, which link_header_problem refuses. options: the job''s.';
