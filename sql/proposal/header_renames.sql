create or replace function tabular_import_private.header_renames(header text[], fitted text[], free_columns text[])
returns jsonb
language sql
stable
security invoker
begin atomic
    with unknown as materialized (
        select
            h.name,
            h.position
        from unnest(header_renames.header, header_renames.fitted) with ordinality as h (name, column_name, position)
        -- Of more nobody has misspelt the names.
        where h.column_name is null and h.name <> '' and cardinality(header_renames.header) <= 200
    ),

    near as materialized (
        select
            u.name,
            u.position,
            n.column_name,
            tabular_import_private.misspelling(u.name, n.column_name) as distance
        from unknown as u
        cross join
            unnest(
                tabular_import_engine.nearest_names(u.name, header_renames.free_columns)
            ) as n (column_name)
    ),

    ranked as (
        select
            n.name,
            n.column_name,
            n.distance,
            min(n.distance) over (partition by n.position) as least_of_name,
            count(*) over (partition by n.position, n.distance) as equals_of_name,
            min(n.distance) over (partition by n.column_name) as least_of_column,
            count(*) over (partition by n.column_name, n.distance) as equals_of_column
        from near as n
        where n.distance is not null
    )

    select coalesce(jsonb_object_agg(r.name, r.column_name), '{}')
    from ranked as r
    where
        r.distance = r.least_of_name and r.equals_of_name = 1
        and r.distance = r.least_of_column and r.equals_of_column = 1;
end;

comment on function tabular_import_private.header_renames(text[], text[], text[]) is
'The names of a file that may be misspelt ones of columns, each with that column: the nearest one of both, and no '
'other as near. header: the file''s; fitted: the columns that it names already, NULL for others; free_columns: those '
'that no name fills.';
