create or replace function tabular_import_engine.check_condition_sql(constraint_id oid, job_path text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A name is qualified where the path would lead to another role's operator.
    perform set_config('search_path', check_condition_sql.job_path, true);
    return (
        select pg_catalog.pg_get_expr(k.conbin, k.conrelid)
        from pg_catalog.pg_constraint as k
        where k.oid operator(pg_catalog.=) check_condition_sql.constraint_id
    );
end;
$$;

comment on function tabular_import_engine.check_condition_sql(oid, text) is
'The condition of a check constraint as SQL that means the same under job_path.';
