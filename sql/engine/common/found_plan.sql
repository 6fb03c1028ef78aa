create or replace function tabular_import_engine.found_plan(plan tabular_import_engine.import_plan)
returns tabular_import_engine.import_plan
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := found_plan.plan;
    v_column record;
begin
    for v_column in select c.place from tabular_import_engine.found_columns(plan) as c loop
        v_plan.rules[v_column.place] := jsonb_set(
            v_plan.rules[v_column.place], '{link,found}', to_jsonb(format('s.f%s', v_column.place)));
    end loop;
    v_plan.link_head := null;
    v_plan.link_tail := null;
    return v_plan;
end;
$$;

comment on function tabular_import_engine.found_plan(tabular_import_engine.import_plan) is
'A plan whose links are looked up already, over the rows of found_source_sql; only where found_links_sql has a query.';
