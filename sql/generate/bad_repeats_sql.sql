create or replace function tabular_import_engine.bad_repeats_sql(
    plan tabular_import_engine.import_plan, source text, bad text, rejected text
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        format(
            'with b as materialized (select s.row_number, s.line_number, pg_catalog.concat_ws('', '', %1$s) as value, '
            '%2$s %3$s), '
            'g as materialized (select %4$s, pg_catalog.min(r.row_number) as first from (select s.row_number, %2$s '
            '%5$s offset 0) as r where exists (select from b where %6$s) group by %4$s) '
            'select b.row_number, b.line_number, %7$s, pg_catalog.format(''Row %%s of the file has it already. %%s'', '
            'r.first, %8$L) from b inner join g as r on %6$s where r.first operator(pg_catalog.<) b.row_number '
            'order by 1',
            tabular_import_engine.column_list_sql(bad_repeats_sql.plan, u.key_columns, '{cell}', ', '),
            tabular_import_engine.column_list_sql(bad_repeats_sql.plan, u.key_columns, '{expression} as k{n}', ', '),
            tabular_import_engine.fit_source_sql(
                bad_repeats_sql.plan, bad_repeats_sql.source, bad_repeats_sql.bad, u.key_columns
            ),
            tabular_import_engine.column_list_sql(bad_repeats_sql.plan, u.key_columns, 'r.k{n}', ', '),
            tabular_import_engine.rest_source_sql(bad_repeats_sql.source, bad_repeats_sql.rejected),
            tabular_import_engine.comparison_sql(
                u.equality,
                array(select format('r.k%s', n) from generate_series(1, cardinality(u.key_columns)) as n),
                array(select format('b.k%s', n) from generate_series(1, cardinality(u.key_columns)) as n)
            ),
            tabular_import_engine.duplicate_columns_sql(
                bad_repeats_sql.plan, u.index_name, u.key_columns, 'b.value',
                format(
                    'pg_catalog.concat_ws('', '', %s)',
                    tabular_import_engine.column_list_sql(
                        bad_repeats_sql.plan, u.key_columns, 'coalesce(b.k{n}::text, ''null'')', ', '
                    )
                )
            ),
            tabular_import_engine.row_hint('23505')
        )
    from tabular_import_engine.unique_keys(bad_repeats_sql.plan) as u;
end;

comment on function tabular_import_engine.bad_repeats_sql(
    tabular_import_engine.import_plan, text, text, text
) is
'For each unique key, the query that finds those of the bad rows which repeat the key of an earlier row that goes in, '
'as row errors. bad, as in fit_source_sql, and rejected, the rows that do not go in, are SQL; '
'source: see chunk_source.';
