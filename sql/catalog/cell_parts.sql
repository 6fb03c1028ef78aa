create or replace function tabular_import_engine.cell_parts(
    link jsonb, key_names jsonb, is_folded boolean, out parts jsonb, out unclear oid
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_path jsonb := cell_parts.link -> 'path';
    v_table_id oid := (cell_parts.link ->> 'table')::oid;
    v_name text;
    v_reading jsonb;
    v_below record;
begin
    if cell_parts.link ->> 'column' is not null then
        parts := jsonb_build_array(jsonb_build_object(
            'path', v_path, 'table', v_table_id::bigint, 'column', cell_parts.link ->> 'column'));
        return;
    end if;
    if cell_parts.key_names is null or v_path <> '[]' then
        select i.parts, i.unclear into parts, unclear
        from tabular_import_engine.key_parts(
            v_table_id, referred => array(select jsonb_array_elements_text(cell_parts.link -> 'referred'))) as i;
    else
        parts := '[]';
        for v_name in select k.name from jsonb_array_elements_text(cell_parts.key_names) as k (name) loop
            v_reading := tabular_import_engine.key_reading(v_table_id, v_name, cell_parts.is_folded);
            select p.parts, p.unclear into v_below
            from tabular_import_engine.cell_parts(v_reading, null, cell_parts.is_folded) as p
            where v_reading is not null;
            unclear := coalesce(unclear, v_below.unclear);
            parts := parts || coalesce(v_below.parts, '[]');
        end loop;
    end if;
    parts := (
        select jsonb_agg(p.part || jsonb_build_object('path', v_path || (p.part -> 'path')) order by p.number)
        from jsonb_array_elements(parts) with ordinality as p (part, number));
end;
$$;

comment on function tabular_import_engine.cell_parts(jsonb, jsonb, boolean) is
'The parts of what a cell of a link holds, see key_parts. link: see match_header; key_names: what option links '
'says under by, NULL for the identity of the table; is_folded: see pair_names. unclear: see key_parts.';
