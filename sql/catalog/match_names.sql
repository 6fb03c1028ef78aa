create or replace function tabular_import_engine.match_names(table_id oid, header text[], options jsonb)
returns table (place bigint, name text, column_name text, step text, candidates text[], rules jsonb, entry text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Planned once a session, which takes longer than to run it.
    return query
    with cell as materialized (
        select
            h.name,
            h.position
        from unnest(match_names.header) with ordinality as h (name, position)
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
                match_names.options ->> 'match_columns' is distinct from 'exact'
            ) as p
        inner join different as d on d.position = p.name_position
        inner join entry as e on e.position = p.other_position
        where p.is_unique
    ),

    rest as materialized (
        select
            c.name,
            c.position,
            row_number() over (order by c.position) as number
        from cell as c
        left join named as n on n.name = c.name
        where n.wanted is null and n.value is distinct from 'null'
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
                match_names.options ->> 'match_columns' is distinct from 'exact'
            ) as p
        inner join rest as r on r.number = p.name_position
        inner join target as t on t.number = p.other_position
    ),

    found as (
        select
            p.position,
            min(p.column_name) filter (where p.is_unique) as column_name,
            min(p.step) filter (where p.is_unique) as step,
            array_agg(p.column_name order by p.column_name) filter (where not p.is_unique) as candidates
        from paired as p
        group by p.position
    )

    select
        c.position as place,
        c.name,
        coalesce(n.wanted, f.column_name) as column_name,
        case when n.value = 'null' then 'left out' when n.wanted is not null then 'columns' else f.step end as step,
        f.candidates,
        nullif(n.rules, '{}') as rules,
        n.key as entry
    from cell as c
    left join named as n on n.name = c.name
    left join found as f on f.position = c.position
    order by c.position;
end;
$$;

comment on function tabular_import_engine.match_names(oid, text[], jsonb) is
'See match_header, for headers of which some name no column to the letter, and jobs with option columns.';
