create or replace function tabular_import_engine.special_index_clashes_sql(
    plan tabular_import_engine.import_plan, source text, out query text, out index_name text, out width integer
)
returns setof record
language sql
stable
security invoker
begin atomic
    with opaque as (
        select
            x.relname::text as name,
            i.indnkeyatts as width,
            i.indnullsnotdistinct as nulls_clash,
            k.operators,
            format(
                'with r as materialized (select v."s.row", %1$s from (select s.row_number as "s.row", %2$s %3$s '
                'offset 0) as v where %4$s) ',
                k.keys,
                v.list,
                special_index_clashes_sql.source,
                k.condition
            ) as rows_of_file,
            format(
                '(select %s from only %s as "s.target" where %s)',
                k.keys,
                tabular_import_engine.table_path(i.indrelid),
                k.condition
            ) as rows_of_table,
            (select string_agg(format('r.k%s', n), ', ' order by n) from generate_series(1, i.indnkeyatts) as n) as keys
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
    from opaque as o
    cross join
        lateral (
            values
            (
                null,
                format(
                    '%sselect n."s.row", null::bigint, null, null, ''23505'', %L, '''', null, null '
                    'from (select r."s.row", pg_catalog.row_number() over (partition by %s order by r."s.row") as nth '
                    'from r where %s) as n where n.nth operator(pg_catalog.>) 1',
                    o.rows_of_file,
                    o.name,
                    o.keys,
                    case when o.nulls_clash then 'true' else format('row(%s) is not null', o.keys) end
                )
            ),
            (
                o.width::integer,
                format(
                    '%sselect r."s.row", null::bigint, null, null, ''23505'', %L, '''', null, null '
                    -- "offset 0" keeps the planner from a join, which reads all of the table.
                    'from r where row(%s) is not null and exists (select from %s as t where %s offset 0)',
                    o.rows_of_file,
                    o.name,
                    o.keys,
                    o.rows_of_table,
                    tabular_import_engine.comparison_sql(
                        o.operators,
                        array(select format('t.k%s', n) from generate_series(1, o.width) as n),
                        array(select format('r.k%s', n) from generate_series(1, o.width) as n)
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
