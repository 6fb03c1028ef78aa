create or replace function tabular_import_engine.run_engine(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if plan.link_head is null then
        return query select o.* from tabular_import_engine.import_plain(plan) as o;
    else
        return query select o.* from tabular_import_engine.import_linked(plan) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.run_engine(tabular_import_engine.import_plan) is
'Imports staged rows, with links to other tables or without. Returns outcomes as import_rows does.';
