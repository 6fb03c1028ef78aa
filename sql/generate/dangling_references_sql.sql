create or replace function tabular_import_engine.dangling_references_sql(
    plan tabular_import_engine.import_plan, source text, bad text default null
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.dangling_rows_sql(
            dangling_references_sql.plan,
            k.oid,
            tabular_import_engine.fit_source_sql(
                dangling_references_sql.plan, dangling_references_sql.source, dangling_references_sql.bad, k.conkey
            )
        )
    from tabular_import_engine.checked_references((dangling_references_sql.plan).table_id) as c
    inner join pg_constraint as k on k.oid = c.constraint_id
    where
        k.confrelid <> k.conrelid
        and tabular_import_engine.is_readable_reference(k.oid)
        and tabular_import_engine.brings_columns(dangling_references_sql.plan, k.conkey)
    order by k.conname;
end;

comment on function tabular_import_engine.dangling_references_sql(tabular_import_engine.import_plan, text, text) is
'For each reference to another table that the current user may read in full, the query that finds the rows whose '
'reference dangles, as row errors. source: see chunk_source_sql, without rows that are bad already; '
'bad: see fit_source.';
