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
    from tabular_import_engine.judged_constraints(dangling_references_sql.plan) as j
    inner join pg_constraint as k on k.oid = j.constraint_id
    where
        j.kind = 'reference'
        and not tabular_import_engine.is_kept_by_link(dangling_references_sql.plan, k.oid)
    order by k.conname;
end;

comment on function tabular_import_engine.dangling_references_sql(tabular_import_engine.import_plan, text, text) is
'For each reference to another table that the current user may read in full, the query that finds the rows whose '
'reference dangles, as row errors; none for what is_kept_by_link. source: see chunk_source_sql, without rows that are '
'bad already; bad: see fit_source.';
