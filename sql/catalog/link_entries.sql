create or replace function tabular_import_engine.link_entries(table_id oid, options jsonb)
returns table (key text, entry jsonb, constraint_id oid)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_keys text[];
    v_names text[];
    v_constraints oid[];
begin
    if jsonb_typeof(link_entries.options -> 'links') is distinct from 'object' then
        return;
    end if;
    v_keys := array(select k.name from jsonb_object_keys(link_entries.options -> 'links') as k (name) order by 1);
    select coalesce(array_agg(l.name order by l.name), '{}'), coalesce(array_agg(l.constraint_id order by l.name), '{}')
    into v_names, v_constraints
    from (
        select n.name, (array_agg(t.constraint_id))[1] as constraint_id
        from tabular_import_engine.target_links(link_entries.table_id) as t
        cross join unnest(t.names || t.name) as n (name)
        group by n.name
        having count(distinct t.constraint_id) = 1
    ) as l;
    return query
    select
        k.key,
        case
            when jsonb_typeof(link_entries.options -> 'links' -> k.key -> 'by') = 'string' then jsonb_set(
                link_entries.options -> 'links' -> k.key, '{by}',
                jsonb_build_array(link_entries.options -> 'links' -> k.key -> 'by'))
            else link_entries.options -> 'links' -> k.key
        end,
        f.constraint_id
    from unnest(v_keys) with ordinality as k (key, position)
    left join (
        select p.name_position, min(v_constraints[p.other_position]) as constraint_id
        from tabular_import_engine.pair_names(
            v_keys, v_names, link_entries.options ->> 'match_columns' is distinct from 'exact') as p
        -- One link may have several names that fold to the same.
        group by p.name_position
        having count(distinct v_constraints[p.other_position]) = 1
    ) as f on f.name_position = k.position
    order by k.position;
end;
$$;

comment on function tabular_import_engine.link_entries(oid, jsonb) is
'The entries of a job''s option links, and the reference that each is for: NULL where its name is none''s, or that of '
'several.';
