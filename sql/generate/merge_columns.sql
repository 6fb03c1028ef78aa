create or replace function tabular_import_engine.merge_columns(
    plan tabular_import_engine.import_plan, key_columns smallint[]
)
returns table (
    place bigint,
    name text,
    column_number smallint,
    type_name text,
    value text,
    blank text,
    reset text,
    same text,
    may_be_empty boolean
)
language sql
stable
security invoker
begin atomic
    select
        h.position as place,
        c.column_name as name,
        c.column_number,
        format_type(c.type_id, -1) as type_name,
        tabular_import_engine.plan_value_sql(
            merge_columns.plan, h.position, c.type_id, c.typmod, format('s.c%s', h.position)
        ) as value,
        format('coalesce(s.c%s, '''') operator(pg_catalog.=) ''''', h.position) as blank,
        case
            when c.has_default
                then tabular_import_engine.default_value_sql((merge_columns.plan).table_id, c.column_number)
            else 'null'
        end as reset,
        case
            -- Of a domain the value may be one that it would not take any more.
            when b.base_type_id <> c.type_id then null
            when b.base_type_id = any(array['text', 'varchar']::regtype[])
                then format(
                    's.c%1$s operator(pg_catalog.<>) '''' '
                    'and t.%2$I collate pg_catalog."C" operator(pg_catalog.=) s.c%1$s',
                    h.position,
                    c.column_name
                )
            else
                tabular_import_engine.plain_test_sql(
                    c.type_id, c.typmod, format('s.c%s', h.position), format('t.%I', c.column_name)
                )
        end as same,
        t.typcategory in ('S', 'E', 'U', 'V', 'X') as may_be_empty
    from unnest((merge_columns.plan).header) with ordinality as h (name, position)
    inner join
        tabular_import_engine.target_columns((merge_columns.plan).table_id) as c
        on c.column_name = h.name and c.is_writable
    cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
    inner join pg_type as t on t.oid = b.base_type_id
    where
        c.column_number <> all(merge_columns.key_columns)
        -- What was drawn is for rows that are inserted.
        and c.column_name is distinct from (merge_columns.plan).options -> 'drawn' ->> 'column';
end;

comment on function tabular_import_engine.merge_columns(tabular_import_engine.import_plan, smallint[]) is
'The columns of rows that are found by a key, which the file brings: the place in the header, and as SQL on s, the '
'staging table, value, blank, whether the cell is empty, and reset, the default; same is true only if the cell is the '
'text of what t, the row of the table, has already, and NULL where only the cast can tell; may_be_empty: a value may '
'be written as the empty text. key_columns: those of the '
'key.';
