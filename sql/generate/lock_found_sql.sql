create or replace function tabular_import_engine.lock_found_sql(
    plan tabular_import_engine.import_plan, constraint_id oid, found_source text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            -- So many that they are not looked up one by one.
            $sql$
with wanted as materialized (
    select {typed}
    {source}
),
locked as materialized (
    select
    from wanted
    inner join only {table} as referred on {is_referred}
    for key share of referred
)
select 1
where
    (select pg_catalog.count(*) from wanted where row({keys}) is not null) operator(pg_catalog.=)
    (select pg_catalog.count(*) from locked)
$sql$,
            'typed', v.typed,
            'source', lock_found_sql.found_source,
            'keys', array_to_string(tabular_import_engine.numbered('wanted.f', cardinality(k.conkey)), ', '),
            'table', tabular_import_engine.table_path(k.confrelid),
            'is_referred', tabular_import_engine.comparison_sql(k.conpfeqop, v.referred, v.referring)
        )
    from pg_constraint as k
    cross join lateral tabular_import_engine.reference_parts_sql(lock_found_sql.plan, k.oid, 'wanted') as v
    where
        k.oid = lock_found_sql.constraint_id
        and lock_found_sql.found_source is not null
        and exists (
            select from tabular_import_engine.plan_links((lock_found_sql.plan).options) as l
            where (l.link ->> 'constraint')::oid = k.oid
        );
end;

comment on function tabular_import_engine.lock_found_sql(tabular_import_engine.import_plan, oid, text) is
'As lock_references_sql, for a reference that a link fills whose rows are looked up already; NULL for another one. '
'found_source: what the links have found, see found_source_sql, or NULL.';
