-- For "check (low < high)" where the file brings id, the key, and low:
--
--     select candidate."s.row", ...
--     from (
--         select s.row_number as "s.row", concat_ws(', ', s.c2) as "s.value", s.c2::integer as low,
--             case when s.is_there then t.high else null end as high
--         from (select s.*, s.row_number = any($1) as is_there, s.c1::integer as k1 from staging as s ...) as s
--         left join only item as t on t.id = s.k1
--         offset 0
--     ) as candidate
--     where (low < high) is false
create or replace function tabular_import_engine.merged_checks_sql(
    plan tabular_import_engine.import_plan, source text, is_looked_up boolean
)
returns setof text
language sql
stable
security invoker
begin atomic
    with used as (
        select
            k.oid,
            k.conname,
            k.conrelid,
            v.numbers,
            v.equality,
            string_agg(format('%s as %I', c.value, c.name), ', ' order by n.position) as values,
            string_agg(c.cell, ', ' order by n.position) as cells,
            string_agg(c.name, ', ' order by n.position) filter (where c.cell is not null) as names,
            string_agg(format('t.%I', c.name), ', ') filter (where c.is_of_table) as needed
        from
            tabular_import_engine.merge_key(
                (merged_checks_sql.plan).table_id, (merged_checks_sql.plan).options
            ) as m
        cross join lateral tabular_import_engine.key_indexes((merged_checks_sql.plan).table_id, m.columns) as v
        inner join pg_constraint as k on k.conrelid = (merged_checks_sql.plan).table_id and k.contype = 'c'
        cross join lateral unnest(k.conkey) with ordinality as n (number, position)
        inner join
            lateral tabular_import_engine.merged_values(merged_checks_sql.plan, v.numbers) as c
            on c.column_number = n.number
        where
            exists (
                select from tabular_import_engine.table_constraints(k.conrelid) as e
                where e.constraint_id = k.oid and e.is_enforced
            )
        group by k.oid, k.conname, k.conrelid, v.numbers, v.equality
    )

    select
        tabular_import_engine.fill(
            $sql$
select
    candidate."s.row",
    candidate."s.line",
    {column_name}::text,
    candidate."s.value",
    '23514',
    {constraint_name}::text,
    {message}::text,
    null::text,
    {hint}::text
from (
    select
        s.row_number as "s.row", s.line_number as "s.line",
        nullif(pg_catalog.concat_ws(', ', {cells}), '') as "s.value", {values}
    from (
        select s.*, s.row_number operator(pg_catalog.=) any($1) as is_there, {keys}
        {source} and s.row_number operator(pg_catalog.=) any($1 operator(pg_catalog.||) $2)
        offset 0
    ) as s{table}
    offset 0
) as candidate
where ({condition}) is false
$sql$,
            'column_name', coalesce(quote_literal(u.names), 'null'),
            'constraint_name', quote_literal(u.conname),
            'message', quote_literal(
                format('new row for relation "%s" violates check constraint "%s"', r.relname, u.conname)
            ),
            'hint', quote_literal(tabular_import_engine.row_hint('23514')),
            'cells', coalesce(u.cells, 'null::text'),
            'values', u.values,
            'keys', tabular_import_engine.values_sql(merged_checks_sql.plan, u.numbers, 'k'),
            'source', merged_checks_sql.source,
            'table', case
                when u.needed is null then ''
                else format(
                    -- "offset 0" has the row looked up by the index.
                    case
                        when merged_checks_sql.is_looked_up
                            then
                                E'\n    left join lateral (select %3$s from only %1$s as t where %2$s offset 0) as t'
                                ' on true'
                        else E'\n    left join only %s as t on %s'
                    end,
                    tabular_import_engine.table_path(u.conrelid),
                    tabular_import_engine.comparison_sql(
                        u.equality,
                        array(
                            select format('t.%I', a.attname)
                            from unnest(u.numbers) with ordinality as n (number, position)
                            inner join pg_attribute as a on a.attrelid = u.conrelid and a.attnum = n.number
                            order by n.position
                        ),
                        tabular_import_engine.numbered('s.k', cardinality(u.numbers))
                    ),
                    u.needed
                )
            end,
            'condition', tabular_import_engine.check_condition_sql(u.oid, (merged_checks_sql.plan).search_path)
        )
    from used as u
    inner join pg_class as r on r.oid = u.conrelid
    order by u.conname;
end;

comment on function tabular_import_engine.merged_checks_sql(tabular_import_engine.import_plan, text, boolean) is
'For each check constraint, the query that finds the rows that would break it when they are merged, as row errors, '
'among those whose numbers are in $1, which the table has, or in $2, which it has not. is_looked_up: the rows of the '
'table are found one by one. source: see good_source_sql.';
