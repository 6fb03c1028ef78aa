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
            self_references_sql.plan, j.constraint_id, self_references_sql.source, with_provider => true
        )
    from tabular_import_engine.judged_constraints(self_references_sql.plan) as j
    where j.kind = 'self reference'
    order by j.name;
end;

comment on function tabular_import_engine.self_references_sql(tabular_import_engine.import_plan, text) is
'For each reference of the target to itself that the file brings with its key, the query that finds the rows whose '
'reference the table alone does not keep: needed, the row of the file that has the key (NULL: none), and what the '
'row error says. source: see chunk_source_sql, without rows that are bad for other reasons than references.';
