-- In short, for an index over (lower(code)):
--
--     with clashing as materialized (select row, lower(code) as k1 from (the clashing rows, s.c1 as code) as named),
--     earlier as materialized (select row, lower(code) as k1 from (the rows that go in, s.c1 as code) as named)
--     select clashing.row as row_number, min(earlier.row) as first
--     from clashing
--     inner join earlier on earlier.k1 = clashing.k1
--     where earlier.row < clashing.row
--     group by clashing.row
create or replace function tabular_import_engine.earlier_rows_sql(
    plan tabular_import_engine.import_plan, constraint_name text, clashing bigint[], rejected bigint[]
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            -- An index over a column that the file does not bring makes it fail, as it should.
            $sql$
with clashing as materialized (
    select named."s.row", {keys}
    from (
        select s.row_number as "s.row", {values}
        from {staging} as s
        where s.row_number operator(pg_catalog.=) any({clashing}::bigint[])
        offset 0
    ) as named
    where {condition}
),
earlier as materialized (
    select named."s.row", {keys}
    from (
        select s.row_number as "s.row", {values}
        from {staging} as s
        where
            s.read_error is null
            and s.row_number operator(pg_catalog.<>) all({rejected}::bigint[])
            and s.row_number operator(pg_catalog.<) {last}
        offset 0
    ) as named
    where {condition}
)
select clashing."s.row" as row_number, pg_catalog.min(earlier."s.row") as first
from clashing
inner join earlier on {is_clash}
where earlier."s.row" operator(pg_catalog.<) clashing."s.row"
group by clashing."s.row"
$sql$,
            'keys', k.keys,
            'values', v.list,
            'staging', (earlier_rows_sql.plan).staging,
            'clashing', quote_nullable(earlier_rows_sql.clashing),
            'rejected', quote_nullable(earlier_rows_sql.rejected),
            'last', (select max(c)::text from unnest(earlier_rows_sql.clashing) as c),
            'condition', k.condition,
            'is_clash', tabular_import_engine.comparison_sql(
                k.operators,
                tabular_import_engine.numbered('earlier.k', i.width),
                tabular_import_engine.numbered('clashing.k', i.width)
            )
        )
    from tabular_import_engine.named_cells_sql(earlier_rows_sql.plan) as v (list)
    inner join tabular_import_engine.table_indexes((earlier_rows_sql.plan).table_id) as i
        on i.name = earlier_rows_sql.constraint_name
    cross join lateral tabular_import_engine.index_terms_sql(i.index_id, (earlier_rows_sql.plan).search_path) as k
    where
        v.list is not null
        and ((earlier_rows_sql.plan).diagnosis).is_diagnosable
        and not ((earlier_rows_sql.plan).diagnosis).has_insert_trigger;
end;

comment on function tabular_import_engine.earlier_rows_sql(
    tabular_import_engine.import_plan, text, bigint[], bigint[]
) is
'The query that finds for each of the clashing rows the first row of the file in its way by a unique index or an '
'exclusion constraint; NULL where there is none of this name. rejected: rows that do not go in.';
