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
--     select keyed.row
--     from keyed
--     where exists (
--         select from (select lower(code) as k1 from only node where place > 0) as target where target.k1 = keyed.k1
--     )
create or replace function tabular_import_engine.special_index_clashes_sql(
    plan tabular_import_engine.import_plan, source text, out query text, out index_name text, out width integer
)
returns setof record
language sql
stable
security invoker
begin atomic
    with special as (
        select
            x.relname::text as name,
            i.indnkeyatts as width,
            i.indnullsnotdistinct as nulls_clash,
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
                tabular_import_engine.table_path(i.indrelid),
                k.condition
            ) as rows_of_table,
            array_to_string(tabular_import_engine.numbered('keyed.k', i.indnkeyatts), ', ') as keys
        from tabular_import_engine.named_cells_sql(special_index_clashes_sql.plan) as v (list)
        inner join pg_index as i on i.indrelid = (special_index_clashes_sql.plan).table_id
        inner join pg_class as x on x.oid = i.indexrelid
        inner join pg_am as m on m.oid = x.relam
        cross join
            lateral tabular_import_engine.index_terms_sql(
                i.indexrelid, (special_index_clashes_sql.plan).search_path
            ) as k
        where
            v.list is not null and i.indisunique and i.indimmediate and i.indisvalid and m.amname = 'btree'
            and not exists (
                select from tabular_import_engine.unique_keys(special_index_clashes_sql.plan) as u
                where u.index_name = x.relname
            )
    )

    select
        q.query,
        o.name as index_name,
        q.width
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
                o.width::integer,
                tabular_import_engine.fill(
                    -- "offset 0" keeps the planner from a join, which reads all of the table.
                    $sql$
{rows_of_file}
select keyed."s.row", null::bigint, null, null, '23505', {index_name}, '', null, null
from keyed
where
    row({keys}) is not null
    and exists (select from {rows_of_table} as target where {is_same} offset 0)
$sql$,
                    'rows_of_file', o.rows_of_file,
                    'index_name', quote_literal(o.name),
                    'keys', o.keys,
                    'rows_of_table', o.rows_of_table,
                    'is_same', tabular_import_engine.comparison_sql(
                        o.operators,
                        tabular_import_engine.numbered('target.k', o.width),
                        tabular_import_engine.numbered('keyed.k', o.width)
                    )
                )
            )
        ) as q (width, query)
    -- Before the conditions of row security no index may be asked, so each row would be compared with all of the table.
    where q.width is null or not row_security_active((special_index_clashes_sql.plan).table_id);
end;

comment on function tabular_import_engine.special_index_clashes_sql(tabular_import_engine.import_plan, text) is
'For each unique index of the target that is over expressions, of some rows only or otherwise unlike those of '
'unique_keys, the queries that find rows whose key an earlier row or, where width is not null, the table may have, as '
'row errors without a text: a suspicion, as the insert alone can tell. width: the number of the index''s keys, see '
'uses_index; source: see chunk_source_sql, without rows that are bad already.';
