create or replace function tabular_import_engine.link_key_problem(table_id oid, readings jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_given text[] := '{}';
    v_columns text[];
    v_group record;
    v_below jsonb;
begin
    if exists (
        select from jsonb_to_recordset(link_key_problem.readings) as r (path jsonb, "column" text)
        where r.path = '[]' and r."column" is null
    ) then
        return case when jsonb_array_length(link_key_problem.readings) > 1 then jsonb_build_object('twice', true) end;
    end if;
    for v_group in
        select
            r.path -> 0 as constraint_id,
            case when r.path = '[]' then r."column" end as column_name,
            jsonb_agg(jsonb_build_object('path', r.path - 0, 'column', r."column") order by r.number) as readings
        from rows from (
            jsonb_to_recordset(link_key_problem.readings) as (path jsonb, "column" text)
        ) with ordinality as r (path, "column", number)
        group by 1, 2, case when r.path = '[]' then r.number end
        order by min(r.number)
    loop
        if v_group.constraint_id is null then
            v_columns := array[v_group.column_name];
        else
            select l.columns, tabular_import_engine.link_key_problem(l.referred_table_id, v_group.readings)
            into v_columns, v_below
            from tabular_import_engine.target_links(link_key_problem.table_id) as l
            where l.constraint_id = v_group.constraint_id::text::oid;
            if v_below is not null then
                return v_below || jsonb_build_object(
                    'path', jsonb_build_array(v_group.constraint_id) || coalesce(v_below -> 'path', '[]'));
            end if;
        end if;
        if v_columns && v_given then
            return jsonb_build_object('twice', true);
        end if;
        v_given := v_given || v_columns;
    end loop;
    if exists (
        select from tabular_import_engine.identity_keys(link_key_problem.table_id) as k
        where k.columns <@ v_given
    ) then
        return null;
    end if;
    return jsonb_build_object('table', link_key_problem.table_id::bigint, 'given', to_jsonb(v_given));
end;
$$;

comment on function tabular_import_engine.link_key_problem(oid, jsonb) is
'Why several cells, or what option links has under by, do not name one row of a table: an object with twice where two '
'of them name the same column, else with table, the one of which no key is among the columns given, and path, the '
'references that lead to it; NULL where they do. readings: an array of objects with path and column, see '
'link_readings.';
