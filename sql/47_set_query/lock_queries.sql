create or replace function tabular_import_engine.lock_queries(
    plan tabular_import_engine.import_plan, source text
)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array_agg(
            format(
                'with k as materialized (select distinct %s %s), n as materialized (select * from k where '
                'row(%s) is not null), '
                'l as materialized (select 1 from only %s as t where row(%s) in (select * from n) for key share '
                'of t) '
                'select 1 where (select count(*) from n) = (select count(*) from l)',
                tabular_import_engine.column_list(lock_queries.plan, k.conkey, '{expression} as k{n}', ', '),
                lock_queries.source,
                tabular_import_engine.column_list(lock_queries.plan, k.conkey, 'k.k{n}', ', '),
                tabular_import_engine.table_path(k.confrelid),
                (
                    select string_agg(format('t.%I', a.attname), ', ' order by n.position)
                    from unnest(k.confkey) with ordinality as n (number, position)
                    inner join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = n.number
                )
            )
            order by k.oid
        )
    from pg_constraint as k
    where
        k.contype = 'f' and k.conrelid = (lock_queries.plan).table_id
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true);
end;

comment on function tabular_import_engine.lock_queries(tabular_import_engine.import_plan, text) is
'For each reference of the target, the query that locks the rows referred to and returns a row if all of them are '
'there. source: see chunk_source.';
