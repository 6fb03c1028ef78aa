create or replace function tabular_import_engine.missing_rows(
    plan tabular_import_engine.import_plan, source text, missing bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select o.*, null::bigint, false, null::text
    from tabular_import_engine.query_outcomes(
        plan, tabular_import_engine.merge_missing_sql(plan, missing_rows.source), missing_rows.missing) as o;
end;
$$;

comment on function tabular_import_engine.missing_rows(tabular_import_engine.import_plan, text, bigint[]) is
'The row errors of rows that are to update others which the table has not. missing: their numbers; source: see '
'good_source_sql.';
