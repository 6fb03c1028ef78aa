create or replace function tabular_import_engine.self_references_sql(
    plan tabular_import_engine.import_plan, source text
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.dangling_rows_sql(
            self_references_sql.plan, k.oid, self_references_sql.source, with_provider => true
        )
    from tabular_import_engine.checked_references((self_references_sql.plan).table_id) as c
    inner join pg_constraint as k on k.oid = c.constraint_id
    where
        k.confrelid = k.conrelid
        and tabular_import_engine.is_readable_reference(k.oid)
        and tabular_import_engine.brings_columns(self_references_sql.plan, k.conkey || k.confkey)
    order by k.conname;
end;

comment on function tabular_import_engine.self_references_sql(tabular_import_engine.import_plan, text) is
'For each reference of the target to itself that the file brings with its key, the query that finds the rows whose '
'reference the table alone does not keep: needed, the row of the file that has the key (NULL: none), and what the '
'row error says. source: see chunk_source_sql, without rows that are bad for other reasons than references.';
