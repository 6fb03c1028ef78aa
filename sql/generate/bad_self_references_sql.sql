create or replace function tabular_import_engine.bad_self_references_sql(
    plan tabular_import_engine.import_plan, source text, bad text
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.dangling_rows_sql(
            bad_self_references_sql.plan,
            k.oid,
            tabular_import_engine.fit_source_sql(
                bad_self_references_sql.plan, bad_self_references_sql.source, bad_self_references_sql.bad, k.conkey
            ),
            tabular_import_engine.fill(
                $sql$
    select {keys}
    {rest}
    union all
    select {keys}
    {fit}
$sql$,
                'keys', tabular_import_engine.values_sql(bad_self_references_sql.plan, k.confkey, 'k'),
                'rest', tabular_import_engine.rest_source_sql(
                    bad_self_references_sql.source, bad_self_references_sql.bad
                ),
                'fit', tabular_import_engine.fit_source_sql(
                    bad_self_references_sql.plan, bad_self_references_sql.source, bad_self_references_sql.bad, k.confkey
                )
            )
        )
    from tabular_import_engine.judged_constraints(bad_self_references_sql.plan) as j
    inner join pg_constraint as k on k.oid = j.constraint_id
    where j.kind = 'self reference'
    order by k.conname;
end;

comment on function tabular_import_engine.bad_self_references_sql(
    tabular_import_engine.import_plan, text, text
) is
'For each reference of the target to itself, the query that finds those of the bad rows whose reference leads to no '
'row of the table or of the file, good or bad, as row errors. Only for targets of may_diagnose. source: see '
'chunk_source_sql; bad: see fit_source_sql.';
