create or replace function tabular_import_engine.checks_problem(
    table_id oid, role_id oid, options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    select c.message, c.hint into checks_problem.message, checks_problem.hint
    from unnest(tabular_import_engine.check_names(checks_problem.options)) with ordinality as n (name, place)
    cross join lateral tabular_import_engine.check_function(
        checks_problem.table_id, checks_problem.role_id, n.name) as c
    where c.message is not null
    order by n.place
    limit 1;
end;
$$;

comment on function tabular_import_engine.checks_problem(oid, oid, jsonb) is
'Why the functions of option checks cannot be asked, as a sentence with a hint; NULL when they can. role_id: who '
'imports.';
