create or replace function tabular_import_engine.make_plan(
    table_id oid, staging text, header text[], options jsonb, search_path text
)
returns tabular_import_engine.import_plan
language sql
stable
security invoker
begin atomic
    select
        row(
            make_plan.table_id,
            coalesce('(select ' || r.cells || format(' from %s as s)', make_plan.staging), make_plan.staging),
            make_plan.header || coalesce(r.constants, '{}'),
            make_plan.options,
            make_plan.search_path,
            '{}'::integer[],
            null::bigint,
            null::tabular_import_engine.target_traits,
            null::tabular_import_engine.diagnosis_traits,
            make_plan.staging,
            r.cells,
            r.rules
        )::tabular_import_engine.import_plan
    from (select tabular_import_engine.has_rules(make_plan.options) as is_ruled) as o
    left join
        lateral tabular_import_engine.ruled_columns(make_plan.table_id, make_plan.header, make_plan.options) as r
        on o.is_ruled;
end;

comment on function tabular_import_engine.make_plan(oid, text, text[], jsonb, text) is
'What the engine''s functions pass to each other: target, staging table, header, options, the submitter''s '
'path, and what the options make of cells; columns with a constant come after those of the file. Which empty cells '
'mean the default and the traits are filled in by run_plan, when the target is locked.';
