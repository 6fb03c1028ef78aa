create or replace function tabular_import_engine.import_plain(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_needed bigint[];
begin
    if tabular_import_engine.merge_mode(plan.options) is not null then
        if plan.options ? 'drawn' then
            v_needed := array(
                select distinct e.value::bigint
                from jsonb_each(tabular_import_engine.needed_rows(plan)) as n (number, found)
                cross join jsonb_array_elements_text(nullif(n.found -> 'needed', 'null')) as e (value));
        end if;
        return query select o.* from tabular_import_engine.import_merged(plan) as o;
        if cardinality(v_needed) > 0 then
            perform tabular_import_engine.check_kept_values(plan, v_needed);
        end if;
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
