create or replace function tabular_import_engine.make_plan(
    table_id oid, staging text, header text[], options jsonb, search_path text
)
returns tabular_import_engine.import_plan
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan;
    v_ruled record;
begin
    v_plan.table_id := make_plan.table_id;
    v_plan.staging := make_plan.staging;
    v_plan.header := make_plan.header;
    v_plan.options := make_plan.options;
    v_plan.search_path := make_plan.search_path;
    v_plan.default_positions := '{}';
    v_plan.file_columns := cardinality(make_plan.header);
    v_plan.staged := make_plan.staging;
    -- Mostly there are none, and to look at each column takes longer than to insert a few rows.
    if tabular_import_engine.has_rules(make_plan.options) then
        select r.cells, r.rules, r.constants into v_ruled
        from tabular_import_engine.ruled_columns(make_plan.table_id, make_plan.header, make_plan.options) as r;
        v_plan.header := v_plan.header || coalesce(v_ruled.constants, '{}');
        v_plan.cells := v_ruled.cells;
        v_plan.rules := v_ruled.rules;
        if v_plan.cells is not null then
            v_plan.staging := format('(select %s from %s as s)', v_plan.cells, make_plan.staging);
        end if;
        if exists (select from tabular_import_engine.plan_links(make_plan.options)) then
            v_plan := tabular_import_engine.with_links(v_plan);
        end if;
    end if;
    return v_plan;
end;
$$;

comment on function tabular_import_engine.make_plan(oid, text, text[], jsonb, text) is
'What the engine''s functions pass to each other: target, staging table, header, options, the submitter''s '
'path, and what the options make of cells; columns with a constant, and of links, come after those of the file '
'(file_columns). Which empty cells '
'mean the default and the traits are filled in by run_plan, when the target is locked.';
