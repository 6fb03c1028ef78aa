create or replace function tabular_import_engine.missing_values_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    with required as (
        select
            h.position,
            c.column_name
        from unnest((missing_values_sql.plan).header) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns((missing_values_sql.plan).table_id) as c
            on c.column_name = h.name
        inner join pg_attribute as a
            on a.attrelid = (missing_values_sql.plan).table_id and a.attnum = c.column_number
        where a.attnotnull and h.position <> all((missing_values_sql.plan).default_positions)
    )

    select
        format(
            'select s.row_number, s.line_number, b.column_name, null::text, ''23502'', null::text, '
            'pg_catalog.format(''null value in column "%%s" of relation "%%s" violates not-null constraint'', '
            'b.column_name, %L), null::text, %L::text '
            'from (select s.* %s and s.fault is null and (%s) offset 0) as s cross join lateral (values %s) '
            'as b (column_name, value) where coalesce(b.value, '''') = '''' order by s.row_number',
            (
                select c.relname from pg_class as c
                where c.oid = (missing_values_sql.plan).table_id
            ),
            tabular_import_engine.row_hint('23502'),
            missing_values_sql.source,
            string_agg(format('coalesce(s.c%s, '''') = ''''', r.position), ' or ' order by r.position),
            string_agg(format('(%L, s.c%s)', r.column_name, r.position), ', ' order by r.position)
        )
    from required as r
    having count(*) > 0;
end;

comment on function tabular_import_engine.missing_values_sql(tabular_import_engine.import_plan, text) is
'The query that finds every empty cell of a chunk in a column that must have a value, as row errors; NULL where '
'no column must. source: see chunk_source.';
