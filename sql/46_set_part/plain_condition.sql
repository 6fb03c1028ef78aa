create or replace function tabular_import_engine.plain_condition(table_id oid, header text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format(
                'case when %1$s operator(pg_catalog.<>) '''' then (%2$s) or %3$s else true end',
                t.staged,
                t.test,
                t.guard
            ),
            ' and ' order by t.position
        )
    from (
        select
            h.position,
            format('s.c%s', h.position) as staged,
            tabular_import_engine.plain_test(c.type_id, c.typmod, format('s.c%s', h.position)) as test,
            g.guard
        from unnest(plain_condition.header) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(plain_condition.table_id) as c on c.column_name = h.name
        cross join lateral tabular_import_engine.cell_guard(c.type_id, c.typmod, format('s.c%s', h.position)) as g
    ) as t
    where t.test is not null;
end;

comment on function tabular_import_engine.plain_condition(oid, text[]) is
'Of all columns that have a plain_test: that no cell of a row of s, the staging table, would be refused by its '
'guard, as SQL; NULL where no column has one. It calls functions of the catalog and of this schema only, so that '
'any role may evaluate it.';
