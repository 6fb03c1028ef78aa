create or replace function tabular_import_engine.import_fast(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A rule may put anything in the place of a row, and see to it that some of its cells are never looked at.
    if (plan.traits).has_insert_rule then
        perform tabular_import_engine.next_chunk(plan, 0, true);
        return query select o.* from tabular_import_engine.import_rows(plan) as o;
        return;
    end if;
    execute tabular_import_engine.immediate_sql(plan);
    if (plan.traits).refers_to_itself then
        return query select o.* from tabular_import_engine.import_connected(plan) as o;
    else
        return query select o.* from tabular_import_engine.import_chunks(plan) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.import_fast(tabular_import_engine.import_plan) is
'The fast engine: takes the rows as the target allows it. A target with a rule for inserts is left to import_rows, one '
'that refers to itself takes all rows at once, any other one chunk by chunk. Returns outcomes as import_rows does.';
