create or replace function tabular_import_engine.pair_names(names text[], others text[], is_folded boolean)
returns table (name_position bigint, other_position bigint, step text, is_unique boolean)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Planned once a session, which takes longer than to run it.
    return query
    with one as materialized (
        select
            n.name,
            n.position
        from unnest(pair_names.names) with ordinality as n (name, position)
    ),

    other as materialized (
        select
            n.name,
            n.position
        from unnest(pair_names.others) with ordinality as n (name, position)
    ),

    exact as materialized (
        select
            n.position as name_position,
            o.position as other_position
        from one as n
        inner join other as o on o.name = n.name
    ),

    -- The keys of each name are made once, however many there are on the other side.
    one_key as materialized (
        select
            n.position,
            k.key
        from one as n
        cross join unnest(tabular_import_engine.name_keys(n.name)) as k (key)
        where n.position not in (select e.name_position from exact as e)
    ),

    other_key as materialized (
        select
            o.position,
            k.key
        from other as o
        cross join unnest(tabular_import_engine.name_keys(o.name)) as k (key)
        where
            o.position not in (select e.other_position from exact as e)
            and exists (select from one_key)
    ),

    alike as materialized (
        select
            c.name_position,
            c.other_position
        from (
            select
                a.*,
                count(*) over (partition by a.name_position) as others,
                count(*) over (partition by a.other_position) as names
            from (
                select distinct
                    n.position as name_position,
                    o.position as other_position
                from one_key as n
                inner join other_key as o on o.key = n.key
            ) as a
        ) as c
        where c.others = 1 and c.names = 1
    ),

    one_fold as materialized (
        select
            n.position,
            f.key
        from one as n
        cross join
            unnest(array[
                tabular_import_engine.folded_name(n.name), tabular_import_engine.folded_name(n.name, true)
            ]) as f (key)
        where
            pair_names.is_folded and f.key <> ''
            and n.position not in (
                select e.name_position from exact as e
                union all
                select a.name_position from alike as a
            )
    ),

    other_fold as materialized (
        select
            o.position,
            f.key
        from other as o
        cross join
            unnest(array[
                tabular_import_engine.folded_name(o.name), tabular_import_engine.folded_name(o.name, true)
            ]) as f (key)
        where
            f.key <> ''
            and o.position not in (
                select e.other_position from exact as e
                union all
                select a.other_position from alike as a
            )
            and exists (select from one_fold)
    ),

    folded as (
        select distinct
            n.position as name_position,
            o.position as other_position
        from one_fold as n
        inner join other_fold as o on o.key = n.key
    )

    select
        e.name_position,
        e.other_position,
        'exact' as step,
        true as is_unique
    from exact as e
    union all
    select
        a.name_position,
        a.other_position,
        'alike' as step,
        true as is_unique
    from alike as a
    union all
    select
        f.name_position,
        f.other_position,
        'folded' as step,
        count(*) over (partition by f.name_position) = 1
        and count(*) over (partition by f.other_position) = 1 as is_unique
    from folded as f;
end;
$$;

comment on function tabular_import_engine.pair_names(text[], text[], boolean) is
'Which names mean the same as which others, by step: exact, to the letter; alike, of what is left, the only ones that '
'look alike, see name_keys; folded, of what is left and if is_folded, those that are the same without case, accents, '
'spaces and punctuation, see folded_name: there is_unique tells whether each is the only one of the other.';
