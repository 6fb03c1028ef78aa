create or replace function tabular_import_engine.link_readings(table_id oid, names text[], step text)
returns table (name_position bigint, constraint_id oid, path oid[], end_table_id oid, column_name text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    -- So many references are followed at most.
    c_most_references constant integer := 5;
    -- What is left of each name after so many references, and where they lead.
    v_walks jsonb := (
        select coalesce(jsonb_agg(jsonb_build_object(
            'position', n.position, 'form', f.form, 'rest', tabular_import_engine.name_form(n.name, f.form),
            'table_id', link_readings.table_id::bigint, 'path', '[]'::jsonb, 'is_end', false)), '[]')
        from unnest(link_readings.names) with ordinality as n (name, position)
        cross join unnest(
            case
                when link_readings.step = 'folded' then array['folded', 'folded digraphs']
                else array[link_readings.step]
            end) as f (form));
    v_found jsonb := '[]'::jsonb;
begin
    for v_depth in 1..c_most_references loop
        v_walks := (
            with walk as materialized (
                select w.*
                from jsonb_to_recordset(v_walks) as w (
                    position bigint, form text, rest text, table_id oid, path oid[], is_end boolean)
                where not w.is_end
            ),

            -- What names of a table's links begin with, once for all cells.
            link as materialized (
                select
                    t.table_id,
                    t.form,
                    l.constraint_id,
                    l.referred_table_id,
                    n.start || case when t.form like 'folded%' or n.is_end then '' else '.' end as start,
                    n.is_end
                from (select distinct w.table_id, w.form from walk as w) as t
                cross join lateral tabular_import_engine.target_links(t.table_id) as l
                cross join lateral (
                    select tabular_import_engine.name_form(k.name, t.form) as start, false as is_end
                    from unnest(l.names) as k (name)
                    union all
                    select tabular_import_engine.name_form(l.stem, t.form), true
                ) as n
                where n.start <> '' or n.is_end
            )

            select coalesce(jsonb_agg(to_jsonb(r) - 'number'), '[]')
            from (
                select
                    v.*,
                    -- Two ways to one place are a question already: more of them need not be followed.
                    row_number() over (
                        partition by v.position, v.form, v.rest, v.table_id, v.is_end order by v.path) as number
                from (
                    select
                        w.position,
                        w.form,
                        case when l.is_end then '' else substr(w.rest, length(l.start) + 1) end as rest,
                        l.referred_table_id as table_id,
                        w.path || l.constraint_id as path,
                        l.is_end
                    from walk as w
                    inner join link as l on l.table_id = w.table_id and l.form = w.form
                    where case
                        when l.is_end then w.rest = l.start
                        else starts_with(w.rest, l.start) and length(w.rest) > length(l.start)
                    end
                ) as v
            ) as r
            where r.number <= 2);
        exit when v_walks = '[]';
        v_found := v_found || v_walks;
    end loop;
    return query
    select distinct
        w.position,
        w.path[1],
        w.path[2:],
        w.table_id,
        c.column_name
    from jsonb_to_recordset(v_found) as w (
        position bigint, form text, rest text, table_id oid, path oid[], is_end boolean)
    left join lateral (
        select a.attname::text as column_name
        from pg_attribute as a
        where not w.is_end and a.attrelid = w.table_id and a.attnum > 0 and not a.attisdropped
            and tabular_import_engine.name_form(a.attname::text, w.form) = w.rest
    ) as c on true
    where w.is_end or c.column_name is not null;
end;
$$;

comment on function tabular_import_engine.link_readings(oid, text[], text) is
'Which links of a table, and what of the rows that they lead to, names of a header may mean: trunk the link itself, '
'trunk.code a column of the table referred to, branch.trunk a link of that one. step: exact, alike or folded, see '
'pair_names. path: the references that follow the first; column_name: NULL where the name ends at a link.';
