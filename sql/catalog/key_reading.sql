create or replace function tabular_import_engine.key_reading(table_id oid, name text, is_folded boolean)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns text[] := array(
        select a.attname::text from pg_attribute as a
        where a.attrelid = key_reading.table_id and a.attnum > 0 and not a.attisdropped
        order by a.attnum);
    v_column text;
    v_link jsonb;
begin
    if key_reading.name = any(v_columns) then
        v_column := key_reading.name;
    else
        v_link := (
            select m.link
            from tabular_import_engine.link_matches(
                key_reading.table_id, array[key_reading.name], array['exact']) as m);
        if v_link is null then
            v_column := (
                select v_columns[p.other_position]
                from tabular_import_engine.pair_names(
                    array[key_reading.name], v_columns, key_reading.is_folded) as p
                where p.is_unique);
        end if;
        if v_link is null and v_column is null and key_reading.is_folded then
            v_link := (
                select m.link
                from tabular_import_engine.link_matches(
                    key_reading.table_id, array[key_reading.name], array['alike', 'folded']) as m);
        end if;
    end if;
    if v_column is not null then
        return jsonb_build_object('path', '[]'::jsonb, 'table', key_reading.table_id::bigint, 'column', v_column);
    elsif jsonb_typeof(v_link) = 'object' then
        return v_link || jsonb_build_object('path', jsonb_build_array(v_link -> 'constraint') || (v_link -> 'path'));
    end if;
    return null;
end;
$$;

comment on function tabular_import_engine.key_reading(oid, text, boolean) is
'What a name in option links, under by, means of a table: a column, or a link of it, as match_header has it in link; '
'NULL where it names nothing, or may mean several. is_folded: see pair_names.';
