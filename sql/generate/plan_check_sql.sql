create or replace function tabular_import_engine.plan_check_sql(
    plan tabular_import_engine.import_plan, place bigint, type_id oid, typmod integer, out is_bad text,
    out failure text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_link jsonb := plan.rules[plan_check_sql.place] -> 'link';
    v_cell text := format('s.c%s', plan_check_sql.place);
    v_is_refused text := format('pg_catalog.starts_with(%s, tabular_import_engine.link_marker())', v_cell);
begin
    select k.is_bad, k.failure into is_bad, failure
    from tabular_import_engine.soft_check_sql(
        plan_check_sql.type_id, plan_check_sql.typmod, v_cell, plan.search_path) as k;
    if v_link is null then
        return;
    end if;
    if is_bad = 'false'
        or tabular_import_engine.is_linked_alike(v_link, plan_check_sql.type_id, plan_check_sql.typmod) then
        is_bad := v_is_refused;
    else
        is_bad := format('case when %s then true else %s end', v_is_refused, is_bad);
    end if;
    failure := format(
        'case when %s then %s else %s end',
        v_is_refused,
        tabular_import_engine.missing_link_sql(
            v_link, v_cell, tabular_import_engine.raw_cell_sql(plan.rules, plan_check_sql.place), plan.search_path),
        failure);
end;
$$;

comment on function tabular_import_engine.plan_check_sql(
    tabular_import_engine.import_plan, bigint, oid, integer
) is
'As soft_check_sql, for the cell in a place of the header over s, the staging table, which a link may have filled.';
