-- In short, for the key "id":
--
--     select candidate.row_number, ...
--     from (select s.row_number, s.c1 as value, s.c1::integer as k1 from staging as s where ... offset 0) as candidate
--     where
--         row(candidate.k1) is not null
--         and exists (select from only node as target where target.id = candidate.k1 offset 0)
--     order by candidate.row_number
create or replace function tabular_import_engine.taken_keys_sql(
    plan tabular_import_engine.import_plan, source text, bad text default null
)
returns setof text
language sql
volatile
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
select
    candidate.row_number,
    candidate.line_number,
    {error},
    {hint}::text
from (
    select s.row_number, s.line_number, {cells} as value, {keys}
    {source}
    offset 0
) as candidate
where {is_taken}
order by candidate.row_number
$sql$,
            'error', tabular_import_engine.duplicate_columns_sql(
                taken_keys_sql.plan, u.index_name, u.key_columns, 'candidate.value',
                tabular_import_engine.numbered('candidate.k', cardinality(u.key_columns))
            ),
            'hint', quote_literal(tabular_import_engine.row_hint('23505')),
            'cells', tabular_import_engine.cells_sql(taken_keys_sql.plan, u.key_columns),
            'keys', tabular_import_engine.values_sql(taken_keys_sql.plan, u.key_columns, 'k'),
            'source', tabular_import_engine.fit_source_sql(
                taken_keys_sql.plan, taken_keys_sql.source, taken_keys_sql.bad, u.key_columns
            ),
            'is_taken', tabular_import_engine.key_test_sql(
                (taken_keys_sql.plan).table_id, u.key_columns, u.equality, u.nulls_clash,
                tabular_import_engine.is_small_target(taken_keys_sql.plan)
            )
        )
    from tabular_import_engine.unique_keys(taken_keys_sql.plan) as u
    where u.is_readable;
end;

comment on function tabular_import_engine.taken_keys_sql(tabular_import_engine.import_plan, text, text) is
'For each unique key, the query that finds the rows whose key is in the table already, as row errors. source: see '
'chunk_source_sql, without rows that are bad already; bad: see fit_source_sql.';
