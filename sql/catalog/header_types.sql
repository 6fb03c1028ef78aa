create or replace function tabular_import_engine.header_types(table_id oid, header text[], options jsonb)
returns table (name text, type_id oid, typmod integer, rules jsonb, titles text[])
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_options jsonb := case
        when header_types.options ? 'matched' then header_types.options
        else tabular_import_engine.with_matches(
            header_types.table_id, header_types.header, header_types.options)
    end;
    v_links jsonb := tabular_import_engine.header_links(header_types.table_id, header_types.header, v_options);
begin
    return query
    select
        m.name,
        -- Several parts are a text: 1.10 is not 1.1.
        case when k.count > 1 then 'text'::regtype::oid else a.atttypid end,
        case when k.count > 1 then -1 else a.atttypmod end,
        m.rules,
        k.titles
    from tabular_import_engine.match_header(header_types.table_id, header_types.header, v_options) as m
    left join (
        select
            (c.cell ->> 'place')::bigint as place,
            l.link -> 'parts' -> ((c.cell -> 'parts' ->> 0)::integer - 1) as part,
            jsonb_array_length(c.cell -> 'parts') as count,
            array(
                select concat_ws(
                    '.', l.link ->> 'name',
                    tabular_import_engine.link_part_name(l.link -> 'parts' -> (n.number::integer - 1)))
                from jsonb_array_elements_text(c.cell -> 'parts') with ordinality as n (number, nth)
                order by n.nth) as titles
        from jsonb_array_elements(v_links) as l (link)
        cross join jsonb_array_elements(l.link -> 'cells') as c (cell)
    ) as k on k.place = m.place
    inner join pg_attribute as a
        on a.attrelid = coalesce((k.part ->> 'table')::oid, header_types.table_id)
        and a.attname::text = coalesce(k.part ->> 'column', m.column_name) and a.attnum > 0;
end;
$$;

comment on function tabular_import_engine.header_types(oid, text[], jsonb) is
'The types as which the cells of a header are read, and the rules of their entries in option columns: those of the '
'columns that they fill, or, for a link, of the one part that the cell holds, else text. titles: of a link, the '
'headers that its parts would have in columns of their own. options: the job''s.';
