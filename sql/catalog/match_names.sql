create or replace function tabular_import_engine.match_names(table_id oid, header text[], options jsonb)
returns table (
    place bigint, name text, column_name text, step text, candidates text[], rules jsonb, entry text, link jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_is_folded boolean := match_names.options ->> 'match_columns' is distinct from 'exact';
    v_has_links boolean := exists (
        select from pg_constraint as k
        where k.conrelid = match_names.table_id and k.contype = 'f'
    );
begin
    -- Planned once a session, which takes longer than to run it.
    return query
    with cell as materialized (
        select
            h.name,
            h.position
        from unnest(match_names.header) with ordinality as h (name, position)
    ),

    version as materialized (
        select min(c.position) as position
        from cell as c
        where
            c.name = tabular_import_engine.row_version_name()
            and not exists (
                select from pg_attribute as a
                where a.attrelid = match_names.table_id and a.attname = c.name and not a.attisdropped
            )
        having count(*) = 1
    ),

    entry as materialized (
        select
            e.key,
            e.value,
            row_number() over (order by e.key) as position
        from
            jsonb_each(
                case
                    when jsonb_typeof(match_names.options -> 'columns') = 'object' then match_names.options -> 'columns'
                    else '{}'
                end
            ) as e (key, value)
    ),

    -- An entry is for the header that it names, in the same steps; a name that stands more than once counts once.
    different as materialized (
        select
            c.name,
            row_number() over (order by c.name) as position
        from cell as c
        where exists (select from entry)
        group by c.name
    ),

    named as materialized (
        select
            d.name,
            e.key,
            e.value,
            case jsonb_typeof(e.value) when 'string' then e.value #>> '{}' when 'object' then e.value ->> 'to' end
                as wanted,
            case when jsonb_typeof(e.value) = 'object' then e.value - 'to' else '{}' end as rules
        from
            tabular_import_engine.pair_names(
                array(
                    select x.name from different as x
                    order by x.position
                ),
                array(
                    select x.key from entry as x
                    order by x.position
                ),
                v_is_folded
            ) as p
        inner join different as d on d.position = p.name_position
        inner join entry as e on e.position = p.other_position
        where p.is_unique
    ),

    -- What names links to the letter, be it in the header or in option columns; names of columns go before it.
    exact_link as materialized (
        select w.*
        from
            (
                select array_agg(distinct coalesce(n.wanted, c.name)) as names
                from cell as c
                left join named as n on n.name = c.name
                where
                    v_has_links
                    and not exists (
                        select from pg_attribute as a
                        where
                            a.attrelid = match_names.table_id and a.attnum > 0 and not a.attisdropped
                            and (
                                a.attname::text = coalesce(n.wanted, c.name)
                                -- Capital letters alone do not make it the name of something else.
                                or v_is_folded and n.wanted is null and lower(a.attname::text) = lower(c.name)
                                and a.attname::text not in (select x.name from cell as x)
                            )
                    )
            ) as u
        cross join
            lateral tabular_import_engine.link_matches(match_names.table_id, u.names, array['exact']) as w
    ),

    rest as materialized (
        select
            c.name,
            c.position,
            row_number() over (order by c.position) as number
        from cell as c
        left join named as n on n.name = c.name
        where
            n.wanted is null and n.value is distinct from 'null'
            and c.name not in (select e.name from exact_link as e)
            and c.position not in (select v.position from version as v)
    ),

    target as materialized (
        select
            t.column_name,
            row_number() over (order by t.column_number) as number
        from tabular_import_engine.target_columns(match_names.table_id) as t
    ),

    paired as materialized (
        select
            r.position,
            t.column_name,
            p.step,
            p.is_unique
        from
            tabular_import_engine.pair_names(
                array(
                    select x.name from rest as x
                    order by x.number
                ),
                array(
                    select x.column_name from target as x
                    order by x.number
                ),
                v_is_folded
            ) as p
        inner join rest as r on r.number = p.name_position
        inner join target as t on t.number = p.other_position
    ),

    found as materialized (
        select
            p.position,
            min(p.column_name) filter (where p.is_unique) as column_name,
            min(p.step) filter (where p.is_unique) as step,
            array_agg(p.column_name order by p.column_name) filter (where not p.is_unique) as candidates
        from paired as p
        group by p.position
    ),

    late_link as materialized (
        select w.*
        from
            (
                select array_agg(distinct r.name) as names
                from rest as r
                where v_has_links and r.position not in (select f.position from found as f)
            ) as u
        cross join
            lateral tabular_import_engine.link_matches(
                match_names.table_id, u.names,
                case when v_is_folded then array['alike', 'folded'] else array['alike'] end
            ) as w
    ),

    met as (
        select
            c.position,
            c.name,
            coalesce(case when e.link is null then n.wanted end, f.column_name) as column_name,
            case
                when n.value = 'null' then 'left out'
                when n.wanted is not null then 'columns'
                when e.link is not null then 'link'
                when c.position in (select v.position from version as v) then 'row version'
                else coalesce(f.step, l.step || ' link')
            end as step,
            f.candidates,
            nullif(n.rules, '{}') as rules,
            n.key as entry,
            coalesce(e.link, l.link) as link,
            -- The cells of a link stand for the columns of its reference, the first for the first.
            row_number() over (
                partition by coalesce(e.link, l.link) ->> 'constraint' order by c.position
            )::integer as number
        from cell as c
        left join named as n on n.name = c.name
        left join exact_link as e on e.name = coalesce(n.wanted, c.name) and n.value is distinct from 'null'
        left join found as f on f.position = c.position
        left join late_link as l on l.name = c.name and f.position is null
            and exists (select from rest as r where r.position = c.position)
    )

    select
        m.position as place,
        m.name,
        coalesce(m.column_name, m.link -> 'columns' ->> (m.number - 1)) as column_name,
        m.step,
        m.candidates,
        m.rules,
        m.entry,
        m.link
    from met as m
    order by m.position;
end;
$$;

comment on function tabular_import_engine.match_names(oid, text[], jsonb) is
'See match_header, for headers of which some name no column to the letter, and jobs with option columns.';
