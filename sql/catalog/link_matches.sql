create or replace function tabular_import_engine.link_matches(table_id oid, names text[], steps text[])
returns table (name text, step text, link jsonb)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_names text[] := link_matches.names;
    v_step text;
    v_found jsonb;
begin
    foreach v_step in array link_matches.steps loop
        exit when coalesce(cardinality(v_names), 0) = 0;
        -- Mostly none begins with a link, which is cheaper to find out.
        continue when not exists (
            select
            from unnest(v_names) as n (name)
            cross join tabular_import_engine.target_links(link_matches.table_id) as l
            cross join unnest(l.names) as s (name)
            cross join unnest(
                case when v_step = 'folded' then array['folded', 'folded digraphs'] else array[v_step] end) as f (form)
            where starts_with(
                tabular_import_engine.name_form(n.name, f.form), tabular_import_engine.name_form(s.name, f.form))
        );
        v_found := (
            select coalesce(jsonb_object_agg(v_names[r.name_position], r.links), '{}')
            from (
                select
                    w.name_position,
                    jsonb_agg(jsonb_build_object(
                        'constraint', l.constraint_id::bigint,
                        'path', to_jsonb(w.path::bigint[]),
                        'table', w.end_table_id::bigint,
                        'column', w.column_name,
                        'columns', l.columns,
                        'referred', e.referred,
                        'title', concat_ws('.', l.name, nullif(tabular_import_engine.link_part_name(
                            jsonb_build_object('path', to_jsonb(w.path::bigint[]), 'column', w.column_name)), ''))
                    ) order by l.constraint_name collate "C", w.path, w.column_name) as links
                from tabular_import_engine.link_readings(link_matches.table_id, v_names, v_step) as w
                inner join tabular_import_engine.target_links(link_matches.table_id) as l
                    on l.constraint_id = w.constraint_id
                cross join lateral (
                    select array_agg(a.attname::text order by n.position) as referred
                    from pg_constraint as k
                    cross join unnest(k.confkey) with ordinality as n (number, position)
                    inner join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = n.number
                    where k.oid = coalesce(w.path[cardinality(w.path)], w.constraint_id)
                ) as e
                group by w.name_position
            ) as r);
        return query
        select f.key, v_step, case when jsonb_array_length(f.value) = 1 then f.value -> 0 else f.value end
        from jsonb_each(v_found) as f;
        v_names := array(select n.name from unnest(v_names) as n (name) where not v_found ? n.name);
    end loop;
end;
$$;

comment on function tabular_import_engine.link_matches(oid, text[], text[]) is
'For each of the names of a header that may mean a link of the table: the first of the steps in which it does, and the '
'link, see match_header. steps: see link_readings.';
