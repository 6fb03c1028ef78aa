create or replace function tabular_import_engine.alike_columns(table_id oid, header text[], options jsonb)
returns table (place bigint, name text, column_name text)
language sql
stable
security invoker
begin atomic
    -- The keys of each name are made once, however many there are on the other side.
    with name_key as materialized (
        select
            n.place,
            n.name,
            k.key
        from
            tabular_import_engine.header_cells(
                alike_columns.table_id, alike_columns.header, alike_columns.options
            ) as n
        cross join unnest(tabular_import_engine.name_keys(n.name)) as k (key)
        where n.meant is null
    ),

    column_key as materialized (
        select
            c.column_name,
            k.key
        from tabular_import_engine.target_columns(alike_columns.table_id) as c
        cross join unnest(tabular_import_engine.name_keys(c.column_name)) as k (key)
        where exists (select from name_key)
    )

    select distinct
        n.place,
        n.name,
        c.column_name
    from name_key as n
    inner join column_key as c on c.key = n.key;
end;

comment on function tabular_import_engine.alike_columns(oid, text[], jsonb) is
'For cells of a header that name no column, the columns whose names look alike, see name_keys. options: see '
'header_cells.';
