create or replace function tabular_import_engine.earlier_rows_sql(
    plan tabular_import_engine.import_plan, constraint_name text, clashing bigint[], rejected bigint[]
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            -- An index over a column that the file does not bring makes it fail, as it should.
            'with b as materialized (select r."s.row", %1$s from (select s.row_number as "s.row", %2$s from %3$s as s '
            'where s.row_number operator(pg_catalog.=) any(%4$L::bigint[]) offset 0) as r where %7$s), '
            'e as materialized (select r."s.row", %1$s from (select s.row_number as "s.row", %2$s from %3$s as s '
            'where s.fault is null and s.row_number operator(pg_catalog.<>) all(%5$L::bigint[]) '
            'and s.row_number operator(pg_catalog.<) %6$s offset 0) as r where %7$s) '
            'select b."s.row" as row_number, pg_catalog.min(e."s.row") as first from b inner join e on %8$s '
            'where e."s.row" operator(pg_catalog.<) b."s.row" group by b."s.row"',
            k.keys,
            v.list,
            (earlier_rows_sql.plan).staging,
            earlier_rows_sql.clashing,
            earlier_rows_sql.rejected,
            (select max(c) from unnest(earlier_rows_sql.clashing) as c),
            k.condition,
            tabular_import_engine.comparison_sql(
                k.operators,
                array(select format('e.k%s', n) from generate_series(1, i.indnkeyatts) as n),
                array(select format('b.k%s', n) from generate_series(1, i.indnkeyatts) as n)
            )
        )
    from tabular_import_engine.named_cells_sql(earlier_rows_sql.plan) as v (list)
    inner join pg_index as i on i.indrelid = (earlier_rows_sql.plan).table_id
    inner join pg_class as x on x.oid = i.indexrelid and x.relname = earlier_rows_sql.constraint_name
    cross join lateral tabular_import_engine.index_terms_sql(i.indexrelid, (earlier_rows_sql.plan).search_path) as k
    where
        v.list is not null
        and tabular_import_engine.is_diagnosable(i.indrelid)
        and not tabular_import_engine.has_insert_trigger(i.indrelid);
end;

comment on function tabular_import_engine.earlier_rows_sql(
    tabular_import_engine.import_plan, text, bigint[], bigint[]
) is
'The query that finds for each of the clashing rows the first row of the file in its way by a unique index or an '
'exclusion constraint; NULL where there is none of this name. rejected: rows that do not go in.';
