-- For a key (a, b) that is "nulls not distinct":
--
--     row(candidate.k1) is not null and row(candidate.k2) is not null
--     and exists (select from only node as target where target.a = candidate.k1 and target.b = candidate.k2 offset 0)
--     or row(candidate.k1) is null and row(candidate.k2) is not null
--     and exists (select from only node as target where row(target.a) is null and target.b = candidate.k2 offset 0)
--     or ...
create or replace function tabular_import_engine.key_test_sql(
    table_id oid, key_columns smallint[], equality oid[], nulls_clash boolean, is_small boolean
)
returns text
language sql
stable
security invoker
begin atomic
    with part as (
        select
            k.position::integer as position,
            format('target.%I', a.attname) as name,
            tabular_import_engine.comparison_sql(
                array[k.operator], array[format('target.%I', a.attname)], array[format('candidate.k%s', k.position)]
            ) as same
        from unnest(key_test_sql.key_columns, key_test_sql.equality) with ordinality as k (number, operator, position)
        inner join pg_attribute as a on a.attrelid = key_test_sql.table_id and a.attnum = k.number
    ),

    -- Which of the first columns are null, as bits: each way is one look into the index, and
    -- "is not distinct from" would be none.
    way as (
        select n as nulls
        from
            generate_series(
                0,
                case
                    when key_test_sql.nulls_clash then (1 << least(cardinality(key_test_sql.key_columns), 4)) - 1
                    else 0
                end
            ) as n
    ),

    condition as (
        select
            w.nulls,
            case
                when key_test_sql.nulls_clash and p.position > 4 then 'true'
                when w.nulls & (1 << (p.position - 1)) = 0 then format('row(candidate.k%s) is not null', p.position)
                else format('row(candidate.k%s) is null', p.position)
            end as is_meant,
            case
                when key_test_sql.nulls_clash and p.position > 4
                    then format('(%s or row(%s) is null and row(candidate.k%s) is null)', p.same, p.name, p.position)
                when w.nulls & (1 << (p.position - 1)) = 0 then p.same
                else format('row(%s) is null', p.name)
            end as is_same,
            p.position
        from way as w
        cross join part as p
    )

    select string_agg(w.test, ' or ' order by w.nulls)
    from (
        select
            c.nulls,
            tabular_import_engine.fill(
                '{is_meant} and exists (select from only {table} as target where {is_same}{fence})',
                'is_meant', string_agg(c.is_meant, ' and ' order by c.position),
                'table', tabular_import_engine.table_path(key_test_sql.table_id),
                'is_same', string_agg(c.is_same, ' and ' order by c.position),
                -- It keeps the planner from a join, which reads all of the table.
                'fence', case when key_test_sql.is_small and not key_test_sql.nulls_clash then '' else ' offset 0' end
            ) as test
        from condition as c
        group by c.nulls
    ) as w;
end;

comment on function tabular_import_engine.key_test_sql(oid, smallint[], oid[], boolean, boolean) is
'SQL that tells whether a table has the unique key k1, k2 ... of candidate. equality: the operators that compare it; '
'nulls_clash: it is declared "nulls not distinct"; is_small: see is_small_target.';
