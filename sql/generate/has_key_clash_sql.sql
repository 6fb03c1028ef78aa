create or replace function tabular_import_engine.has_key_clash_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
select exists (
    select
    from (
        select {keys}
        {source}
        offset 0
    ) as s
    group by {names}
    having pg_catalog.count(*) operator(pg_catalog.>) 1 or {is_empty}
)
$sql$,
            'keys', tabular_import_engine.values_sql(has_key_clash_sql.plan, v.numbers, 'k'),
            'source', has_key_clash_sql.source,
            'names', array_to_string(tabular_import_engine.numbered('s.k', cardinality(v.numbers)), ', '),
            'is_empty', (
                select string_agg(format('row(s.k%s) is null', n), ' or ' order by n)
                from generate_series(1, cardinality(v.numbers)) as n
            )
        )
    from tabular_import_engine.merge_key((has_key_clash_sql.plan).table_id, (has_key_clash_sql.plan).options) as m
    cross join lateral tabular_import_engine.key_indexes((has_key_clash_sql.plan).table_id, m.columns) as v;
end;

comment on function tabular_import_engine.has_key_clash_sql(tabular_import_engine.import_plan, text) is
'The query that tells whether merge_keys_sql would find anything, of a file whose cells are values; it is much '
'cheaper. source: see good_source_sql.';
