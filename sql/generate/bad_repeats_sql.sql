-- In short, for the key "id":
--
--     with bad as materialized (select s.row_number, s.c1 as value, s.c1::integer as k1 from bad rows as s),
--     holder as materialized (
--         select good.k1, min(good.row_number) as first
--         from (select s.row_number, s.c1::integer as k1 from good rows as s offset 0) as good
--         where exists (select from bad where good.k1 = bad.k1)
--         group by good.k1
--     )
--     select bad.row_number, ..., 'Row 3 of the file has it already. ...'
--     from bad
--     inner join holder on holder.k1 = bad.k1
--     where holder.first < bad.row_number
create or replace function tabular_import_engine.bad_repeats_sql(
    plan tabular_import_engine.import_plan, source text, bad text, rejected text
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
with bad as materialized (
    select s.row_number, s.line_number, {cells} as value, {keys}
    {bad_rows}
),
holder as materialized (
    select {good_keys}, pg_catalog.min(good.row_number) as first
    from (
        select s.row_number, {keys}
        {good_rows}
        offset 0
    ) as good
    where exists (select from bad where {is_repeated})
    group by {good_keys}
)
select
    bad.row_number,
    bad.line_number,
    {error},
    pg_catalog.format('Row %s of the file has it already. %s', holder.first, {hint})
from bad
inner join holder on {is_held}
where holder.first operator(pg_catalog.<) bad.row_number
order by bad.row_number
$sql$,
            'cells', tabular_import_engine.cells_sql(bad_repeats_sql.plan, u.key_columns),
            'keys', tabular_import_engine.values_sql(bad_repeats_sql.plan, u.key_columns, 'k'),
            'bad_rows', tabular_import_engine.fit_source_sql(
                bad_repeats_sql.plan, bad_repeats_sql.source, bad_repeats_sql.bad, u.key_columns
            ),
            'good_keys', array_to_string(tabular_import_engine.numbered('good.k', v.width), ', '),
            'good_rows', tabular_import_engine.rest_source_sql(bad_repeats_sql.source, bad_repeats_sql.rejected),
            'is_repeated', tabular_import_engine.comparison_sql(
                u.equality,
                tabular_import_engine.numbered('good.k', v.width),
                tabular_import_engine.numbered('bad.k', v.width)
            ),
            'error', tabular_import_engine.duplicate_columns_sql(
                bad_repeats_sql.plan, u.index_name, u.key_columns, 'bad.value',
                tabular_import_engine.numbered('bad.k', v.width)
            ),
            'hint', quote_literal(tabular_import_engine.row_hint('23505')),
            'is_held', tabular_import_engine.comparison_sql(
                u.equality,
                tabular_import_engine.numbered('holder.k', v.width),
                tabular_import_engine.numbered('bad.k', v.width)
            )
        )
    from tabular_import_engine.unique_keys(bad_repeats_sql.plan) as u
    cross join cardinality(u.key_columns) as v (width);
end;

comment on function tabular_import_engine.bad_repeats_sql(
    tabular_import_engine.import_plan, text, text, text
) is
'For each unique key, the query that finds those of the bad rows which repeat the key of an earlier row that goes in, '
'as row errors. bad, as in fit_source_sql, and rejected, the rows that do not go in, are SQL; '
'source: see chunk_source_sql.';
