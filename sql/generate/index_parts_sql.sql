create or replace function tabular_import_engine.index_parts_sql(
    index_id oid, job_path text, out keys text[], out condition text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- As in check_expression.
    perform set_config('search_path', index_parts_sql.job_path, true);
    select
        array(
            select pg_catalog.pg_get_indexdef(i.indexrelid, n, false)
            from pg_catalog.generate_series(1, i.indnkeyatts) as n
            order by n
        ),
        coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), 'true')
    into keys, condition
    from pg_catalog.pg_index as i
    where i.indexrelid operator(pg_catalog.=) index_parts_sql.index_id;
end;
$$;

comment on function tabular_import_engine.index_parts_sql(oid, text) is
'The columns or expressions that an index is over, and the condition for a row to be in it, as SQL that means the '
'same under job_path.';
