create or replace function tabular_import_engine.alike_columns(table_id oid, header text[])
returns text[]
language sql
stable
security invoker
begin atomic
    with cell as (
        select
            h.name,
            h.position,
            c.column_name
        from unnest(alike_columns.header) with ordinality as h (name, position)
        left join tabular_import_engine.target_columns(alike_columns.table_id) as c on c.column_name = h.name
    ),

    -- The keys of each name are made once, however many there are on the other side.
    other as materialized (
        select
            o.position,
            k.key
        from cell as o
        cross join unnest(tabular_import_engine.name_keys(o.name)) as k (key)
        where o.column_name is null
    ),

    free as materialized (
        select
            c.column_name,
            k.key
        from tabular_import_engine.target_columns(alike_columns.table_id) as c
        cross join unnest(tabular_import_engine.name_keys(c.column_name)) as k (key)
        where c.column_name not in (
            select e.column_name from cell as e
            where e.column_name is not null
        )
    ),

    alike as (
        select distinct
            o.position,
            f.column_name
        from free as f
        inner join other as o on o.key = f.key
    ),

    counted as (
        select
            a.position,
            a.column_name,
            count(*) over (partition by a.position) as columns,
            count(*) over (partition by a.column_name) as cells
        from alike as a
    )

    select array_agg(coalesce(e.column_name, a.column_name) order by e.position)
    from cell as e
    left join counted as a on a.position = e.position and a.columns = 1 and a.cells = 1;
end;

comment on function tabular_import_engine.alike_columns(oid, text[]) is
'See match_header, for headers that name no column to the letter.';
