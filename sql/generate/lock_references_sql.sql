-- Locks each row referred to once, and tells whether all were there. In short:
--
--     with wanted as materialized (select distinct s.c2::integer as f1 from staging as s where ...),
--     numbered as materialized (
--         select wanted.*, row_number() over () as number from wanted where row(wanted.f1) is not null
--     ),
--     locked as materialized (
--         select numbered.number
--         from numbered inner join only parent as referred on referred.id = numbered.f1
--         for key share of referred
--     )
--     select 1 where (select count(*) from numbered) = (select count(*) from (select distinct number from locked) ...)
create or replace function tabular_import_engine.lock_references_sql(
    plan tabular_import_engine.import_plan, source text, found_source text default null
)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array_agg(
            coalesce(tabular_import_engine.lock_found_sql(
                lock_references_sql.plan, k.oid, lock_references_sql.found_source
            ), tabular_import_engine.fill(
                $sql$
with wanted as materialized (
    select distinct {typed}
    {source}
),
numbered as materialized (
    select wanted.*, pg_catalog.row_number() over () as number
    from wanted
    where row({keys}) is not null
),
locked as materialized (
    select numbered.number
    from numbered
    inner join only {table} as referred on {is_referred}
    for key share of referred
)
select 1
where
    (select pg_catalog.count(*) from numbered) operator(pg_catalog.=)
    (select pg_catalog.count(*) from (select distinct locked.number from locked) as found)
$sql$,
                'typed', v.typed,
                'source', lock_references_sql.source,
                'keys', array_to_string(
                    tabular_import_engine.numbered('wanted.f', cardinality(k.conkey)), ', '
                ),
                'table', tabular_import_engine.table_path(k.confrelid),
                'is_referred', tabular_import_engine.comparison_sql(k.conpfeqop, v.referred, v.referring)
            ))
            order by k.oid
        )
    from tabular_import_engine.table_constraints((lock_references_sql.plan).table_id) as c
    inner join pg_constraint as k on k.oid = c.constraint_id
    cross join lateral tabular_import_engine.reference_parts_sql(lock_references_sql.plan, k.oid, 'numbered') as v
    where
        c.kind = 'reference' and c.is_enforced;
end;

comment on function tabular_import_engine.lock_references_sql(tabular_import_engine.import_plan, text, text) is
'For each reference of the target, the query that locks the rows referred to and returns a row if none of them is '
'missing. Only for targets of may_set_references. source: see chunk_source; found_source: see lock_found_sql.';
