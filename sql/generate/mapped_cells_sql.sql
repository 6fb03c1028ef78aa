-- For {"value_map": {"Bostn": "Boston"}} in the second place:
--
--     select m.cell, m.new, count(*) as row_count, min(m.row_number) as first_row, range_list of them as ranges
--     from (
--         select c.row_number, c.cell, map_rule_sql of c.cell as new
--         from (select s.row_number, s.c2 as cell from staging as s where s.read_error is null) as c
--         where c.cell = any('{Bostn}') and c.cell <> all('{}')
--     ) as m
--     where m.new <> m.cell
--     group by m.cell, m.new
create or replace function tabular_import_engine.mapped_cells_sql(rule jsonb, place bigint, source text)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'select m.cell, m.new, pg_catalog.count(*) as row_count, pg_catalog.min(m.row_number) as first_row, '
            -- To list the ranges of a million rows takes longer than to count them.
            'pg_catalog.replace(pg_catalog.concat(coalesce('
            'tabular_import_engine.range_list(pg_catalog.range_agg(pg_catalog.int8range('
            'm.row_number, m.row_number operator(pg_catalog.+) 1)) filter (where m.row_number '
            'operator(pg_catalog.<=) 50000), 10), pg_catalog.min(m.row_number)::pg_catalog.text), '
            'case when pg_catalog.max(m.row_number) operator(pg_catalog.>) '
            'greatest(50000, pg_catalog.min(m.row_number)) then '', ...'' end), ''..., ...'', ''...'') as ranges '
            'from (select c.row_number, c.cell, %s as new from (select s.row_number, %s as cell from %s as s '
            'where s.read_error is null) as c where (c.cell operator(pg_catalog.=) any (%L::pg_catalog.text[])%s) '
            'and c.cell operator(pg_catalog.<>) all (%L::pg_catalog.text[])) as m '
            'where m.new operator(pg_catalog.<>) m.cell group by m.cell, m.new',
            tabular_import_engine.map_rule_sql(mapped_cells_sql.rule, 'c.cell'),
            case
                when mapped_cells_sql.rule -> 'trim' = 'true'
                    then format(
                        'pg_catalog.btrim(s.c%s, %L)', mapped_cells_sql.place, tabular_import_engine.space_characters()
                    )
                else format('s.c%s', mapped_cells_sql.place)
            end,
            mapped_cells_sql.source,
            k.keys,
            case
                when (mapped_cells_sql.rule ->> 'ignore_case')::boolean
                    then format(
                        ' or pg_catalog.lower(c.cell) operator(pg_catalog.=) any (%L::pg_catalog.text[])', k.lower_keys
                    )
            end,
            tabular_import_engine.text_list(mapped_cells_sql.rule -> 'null_values')
        )
    from (
        select
            array_agg(m.key) as keys,
            array_agg(lower(m.key)) as lower_keys
        from jsonb_object_keys(mapped_cells_sql.rule -> 'value_map') as m (key)
    ) as k
    where k.keys is not null;
end;

comment on function tabular_import_engine.mapped_cells_sql(jsonb, bigint, text) is
'The cells of a column that the value_map of its rule changes, as SQL: cell, new (empty for NULL), row_count, '
'first_row, ranges (of their rows, for people: ten of the first 50,000 rows); NULL where the map is empty. rule: '
'see column_rule; place: of the column in the header; source: of staged rows.';
