create or replace function tabular_import_engine.import_plain(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if tabular_import_engine.merge_mode(plan.options) is not null then
        return query select o.* from tabular_import_engine.import_merged(plan) as o;
    elsif plan.options ->> 'engine' = 'reference' then
        perform tabular_import_engine.next_chunk(plan, 0, true);
        return query select o.* from tabular_import_engine.import_rows(plan) as o;
    else
        return query select o.* from tabular_import_engine.import_fast(plan) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.import_plain(tabular_import_engine.import_plan) is
'Imports staged rows by the engine that the options name, or merges them. Returns outcomes as import_rows does.';
