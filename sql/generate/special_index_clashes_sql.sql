-- In short, for a unique index over (lower(code)) where place > 0: of all rows
--
--     with keyed as materialized (
--         select row, lower(code) as k1 from (select s.c1 as code, s.c2::integer as place ...) as named where place > 0
--     )
--
-- those that stand behind another one of the same key, and those whose key the table has:
--
--     select numbered.row
--     from (
--         select keyed.row, row_number() over (partition by keyed.k1 order by keyed.row) as nth from keyed
--     ) as numbered
--     where numbered.nth > 1
--
--     select "s.keyed".row
--     from keyed as "s.keyed"
--     where exists (
--         select from (select lower(code) as k1 from only node where place > 0) as target
--         where target.k1 = "s.keyed".k1
--     )
create or replace function tabular_import_engine.special_index_clashes_sql(
    plan tabular_import_engine.import_plan, source text, out query text, out index_name text, out looked_up text[]
)
returns setof record
language sql
stable
security invoker
begin atomic
    with special as (
        select
            i.name,
            i.width,
            i.nulls_clash,
            k.operators,
            tabular_import_engine.fill(
                $sql$
with keyed as materialized (
    select named."s.row", {keys}
    from (
        select s.row_number as "s.row", {values}
        {source}
        offset 0
    ) as named
    where {condition}
)
$sql$,
                'keys', k.keys,
                'values', v.list,
                'source', special_index_clashes_sql.source,
                'condition', k.condition
            ) as rows_of_file,
            format(
                '(select %s from only %s as "s.target" where %s)',
                k.keys,
                tabular_import_engine.table_path((special_index_clashes_sql.plan).table_id),
                k.condition
            ) as rows_of_table,
            array_to_string(tabular_import_engine.numbered('keyed.k', i.width), ', ') as keys,
            tabular_import_engine.numbered('"s.keyed".k', i.width) as looked_up
        from tabular_import_engine.named_cells_sql(special_index_clashes_sql.plan) as v (list)
        cross join tabular_import_engine.table_indexes((special_index_clashes_sql.plan).table_id) as i
        cross join
            lateral tabular_import_engine.index_terms_sql(
                i.index_id, (special_index_clashes_sql.plan).search_path
            ) as k
        where
            v.list is not null and i.is_unique and i.is_immediate and i.is_valid and i.is_btree
            and not exists (
                select from tabular_import_engine.unique_keys(special_index_clashes_sql.plan) as u
                where u.index_name = i.name
            )
            and tabular_import_engine.brings_index_columns(special_index_clashes_sql.plan, i.name)
    )

    select
        q.query,
        o.name as index_name,
        q.looked_up
    from special as o
    cross join
        lateral (
            values
            (
                null,
                tabular_import_engine.fill(
                    $sql$
{rows_of_file}
select numbered."s.row", null::bigint, null, null, '23505', {index_name}, '', null, null
from (
    select keyed."s.row", pg_catalog.row_number() over (partition by {keys} order by keyed."s.row") as nth
    from keyed
    where {has_key}
) as numbered
where numbered.nth operator(pg_catalog.>) 1
$sql$,
                    'rows_of_file', o.rows_of_file,
                    'index_name', quote_literal(o.name),
                    'keys', o.keys,
                    'has_key', case when o.nulls_clash then 'true' else format('row(%s) is not null', o.keys) end
                )
            ),
            (
                o.looked_up,
                tabular_import_engine.fill(
                    -- "offset 0" keeps the planner from a join, which reads all of the table. By these names uses_index
                    -- knows the keys again.
                    $sql$
{rows_of_file}
select "s.keyed"."s.row", null::bigint, null, null, '23505', {index_name}, '', null, null
from keyed as "s.keyed"
where
    row({keys}) is not null
    and exists (select from {rows_of_table} as target where {is_same} offset 0)
$sql$,
                    'rows_of_file', o.rows_of_file,
                    'index_name', quote_literal(o.name),
                    'keys', array_to_string(o.looked_up, ', '),
                    'rows_of_table', o.rows_of_table,
                    'is_same', tabular_import_engine.comparison_sql(
                        o.operators,
                        tabular_import_engine.numbered('target.k', o.width),
                        o.looked_up
                    )
                )
            )
        ) as q (looked_up, query)
    -- Before the conditions of row security no index may be asked, so each row would be compared with all of the table.
    where q.looked_up is null or not row_security_active((special_index_clashes_sql.plan).table_id);
end;

comment on function tabular_import_engine.special_index_clashes_sql(tabular_import_engine.import_plan, text) is
'For each unique index of the target that is over expressions, of some rows only or otherwise unlike those of '
'unique_keys, and over columns that the file brings, the queries that find rows whose key an earlier row or, where '
'looked_up is not null, the table may have, as row errors without a text: a suspicion, as the insert alone can tell. '
'looked_up: the names of the keys that are looked up in the index, see uses_index; source: see chunk_source_sql, '
'without rows that are bad already.';
