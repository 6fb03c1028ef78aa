create or replace function tabular_import_private.units_line_sql(table_id oid, source text, fitted text[])
returns text
language sql
stable
security invoker
begin atomic
    with part as (
        select
            h.position,
            t.typcategory in ('N', 'D') as is_number,
            format(
                case
                    when t.typcategory in ('N', 'D', 'B')
                        then
                            '(coalesce(s.c%1$s, '''') = '''' '
                            'or tabular_import_private.is_unit(s.c%1$s) and s.c%1$s !~ ''[0-9]'')'
                    else '(coalesce(s.c%1$s, '''') = '''' or tabular_import_private.is_unit(s.c%1$s))'
                end,
                h.position
            ) as is_unit
        from unnest(units_line_sql.fitted) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(units_line_sql.table_id) as c on c.column_name = h.name
        cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
        inner join pg_type as t on t.oid = b.base_type_id
    )

    -- A row of texts alone may be a row of the table.
    select
        format(
            'select s.row_number, s.line_number from (select u.* from %s as u where u.row_number = 1 limit 1) as s '
            'where s.read_error is null and %s and (%s)',
            units_line_sql.source,
            coalesce(string_agg(p.is_unit, ' and ' order by p.position), 'false'),
            coalesce(
                string_agg(format('s.c%s <> ''''', p.position), ' or ' order by p.position) filter (where p.is_number),
                'false'
            )
        )
    from part as p;
end;

comment on function tabular_import_private.units_line_sql(oid, text, text[]) is
'SQL for the first row of a file if it holds nothing but the units of its columns, numbers or dates among them.';
