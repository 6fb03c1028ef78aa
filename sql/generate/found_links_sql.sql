-- For a link to trunk by its code, where trunk_id and trunk.id are integers:
--
--     select
--         count(*) = 8192,
--         coalesce(bool_or(l1.v1 is null and not (s.c1 = '')), false),
--         coalesce(bool_or(l1.v1 is null), false),
--         coalesce(bool_or(l1.v1 = (no number)), false),
--         array_agg(coalesce(l1.v1::int8, (no number)) order by s.row_number)
--     from (link_rows_sql (source) as s offset 0) as s
--     left join (link_table_sql) as l1 on l1.k1 = s.k1_1
create or replace function tabular_import_engine.found_links_sql(
    plan tabular_import_engine.import_plan, source text, first_row bigint, row_count bigint, has_read_errors boolean,
    is_ordered boolean
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
select
    pg_catalog.count(*) operator(pg_catalog.=) {row_count}{could_be_read}{is_dense} as is_whole,
    coalesce(pg_catalog.bool_or({is_refused}), false) as is_refused,
    coalesce(pg_catalog.bool_or({is_null}), false) as has_null,
    coalesce(pg_catalog.bool_or({is_unfit}), false) as is_unfit,
    {numbers} as numbers,
    {uuids} as uuids
from (
{rows}(select s.* {source}){tail}
$sql$,
            'row_count', found_links_sql.row_count::text,
            'could_be_read', case
                when found_links_sql.has_read_errors
                    then ' and pg_catalog.count(s.read_error) operator(pg_catalog.=) 0'
            end,
            -- Where it is not known from the staging.
            'is_dense', case
                when not found_links_sql.is_ordered
                    then format(
                        E'\n    and pg_catalog.array_agg(s.row_number order by s.row_number) operator(pg_catalog.=) '
                        'array(select pg_catalog.generate_series(%s::pg_catalog.int8, %s::pg_catalog.int8))',
                        found_links_sql.first_row, found_links_sql.first_row + found_links_sql.row_count - 1
                    )
            end,
            'is_refused', string_agg(format('(%s is null and not (%s))', f.value, e.is_null), ' or ' order by f.place),
            'is_null', string_agg(format('%s is null', f.value), ' or ' order by f.place),
            'is_unfit', string_agg(
                format('%s operator(pg_catalog.=) %s', f.carried, f.stands_for_null), ' or ' order by f.place
            ),
            'numbers', coalesce(
                string_agg(f.list, ' operator(pg_catalog.||) ' order by f.place) filter (where not f.is_uuid),
                'null::pg_catalog.int8[]'
            ),
            'uuids', coalesce(
                string_agg(f.list, ' operator(pg_catalog.||) ' order by f.place) filter (where f.is_uuid),
                'null::pg_catalog.uuid[]'
            ),
            'rows', tabular_import_engine.link_rows_sql(
                (found_links_sql.plan).options, (found_links_sql.plan).search_path
            ),
            'source', found_links_sql.source,
            'tail', (found_links_sql.plan).link_tail
        )
    from (
        select
            c.*,
            format('l%s.v%s', c.number, c.nth) as value,
            format('(l%s.v%s)::%s', c.number, c.nth, c.type_name) as carried,
            format(
                'pg_catalog.array_agg(coalesce((l%s.v%s)::%s, %s) order by s.row_number)', c.number, c.nth, c.type_name,
                c.stands_for_null
            ) as list
        from tabular_import_engine.found_columns(found_links_sql.plan) as c
    ) as f
    cross join lateral tabular_import_engine.null_link_sql(f.link, f.number) as e
    having count(*) > 0;
end;

comment on function tabular_import_engine.found_links_sql(
    tabular_import_engine.import_plan, text, bigint, bigint, boolean, boolean
) is
'The query that looks up once what the links of a chunk name, for found_source_sql: whether all rows are there and '
'could be read; whether a link names no row, so that its row is refused; has_null; whether a value cannot be '
'told from a NULL; and the values, of one column behind those of the other, numbers and uuids, each in file order. '
'NULL where not all links can be carried so, see found_columns. source: rows without what links find, in s, from '
'first_row on, row_count of them; has_read_errors: whether some may be rows that could not be read; is_ordered: '
'whether they stand in file order, so that their numbers are known to have no gap.';
