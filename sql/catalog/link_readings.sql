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
begin
    return query
    with recursive form (form) as (
        values (link_readings.step)
        union all
        values (link_readings.step || ' digraphs')
        limit case when link_readings.step = 'folded' then 2 else 1 end
    ),

    walk as (
        select
            n.position,
            f.form,
            tabular_import_engine.name_form(n.name, f.form) as rest,
            link_readings.table_id,
            '{}'::oid[] as path,
            false as is_end
        from unnest(link_readings.names) with ordinality as n (name, position)
        cross join form as f
        union
        select
            w.position,
            w.form,
            v.rest,
            l.referred_table_id,
            w.path || l.constraint_id,
            v.is_end
        from walk as w
        cross join lateral tabular_import_engine.target_links(w.table_id) as l
        cross join lateral (
            select
                substr(w.rest, length(k.start) + 1) as rest,
                false as is_end
            from unnest(l.names) as n (name)
            cross join lateral (
                select tabular_import_engine.name_form(n.name, w.form)
                    || case when w.form like 'folded%' then '' else '.' end
            ) as k (start)
            where starts_with(w.rest, k.start) and k.start <> '' and length(w.rest) > length(k.start)
            union all
            select
                '',
                true
            where w.rest = tabular_import_engine.name_form(l.stem, w.form)
        ) as v
        where not w.is_end and w.rest <> '' and cardinality(w.path) < c_most_references
    )

    select distinct
        w.position,
        w.path[1],
        w.path[2:],
        w.table_id,
        c.column_name
    from walk as w
    left join lateral (
        select a.attname::text as column_name
        from pg_attribute as a
        where not w.is_end and a.attrelid = w.table_id and a.attnum > 0 and not a.attisdropped
            and tabular_import_engine.name_form(a.attname::text, w.form) = w.rest
    ) as c on true
    where w.path <> '{}' and (w.is_end or c.column_name is not null);
end;
$$;

comment on function tabular_import_engine.link_readings(oid, text[], text) is
'Which links of a table, and what of the rows that they lead to, names of a header may mean: trunk the link itself, '
'trunk.code a column of the table referred to, branch.trunk a link of that one. step: exact, alike or folded, see '
'pair_names. path: the references that follow the first; column_name: NULL where the name ends at a link.';
