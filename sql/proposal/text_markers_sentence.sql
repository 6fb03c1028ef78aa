create or replace function tabular_import_private.text_markers_sentence(
    source text, table_id oid, fitted text[], options jsonb, marker text
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_has_it boolean;
    v_found text[] := '{}';
begin
    for v_column in
        select h.name, 'c' || h.position as cell
        from unnest(text_markers_sentence.fitted) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(text_markers_sentence.table_id) as c on c.column_name = h.name
        cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
        where b.base_type_id = any(array['text', 'varchar', 'bpchar']::regtype[])
            and not coalesce(
                tabular_import_engine.text_list(
                    tabular_import_engine.column_rule(text_markers_sentence.options, h.name) -> 'null_values')
                @> array[text_markers_sentence.marker], false)
        order by h.position
    loop
        execute format(
            'select exists (select from %s as s where s.read_error is null and s.%s = $1)',
            text_markers_sentence.source, v_column.cell)
        into v_has_it
        using text_markers_sentence.marker;
        if v_has_it then
            v_found := v_found || tabular_import_private.quoted_cell(v_column.name);
        end if;
    end loop;
    return case when v_found <> '{}' then format(
        '%s stands in %s, too, and stays there as a text: option null_values for the whole job, or for %s, makes it '
        'empty.',
        tabular_import_private.quoted_cell(text_markers_sentence.marker), array_to_string(v_found, ', '),
        case when cardinality(v_found) = 1 then 'that column' else 'those columns' end) end;
end;
$$;

comment on function tabular_import_private.text_markers_sentence(text, oid, text[], jsonb, text) is
'That columns of texts have a cell that is proposed to be none elsewhere; NULL where none has. source, fitted: see '
'find_proposal; options: as the plan has them; marker: the cell.';
