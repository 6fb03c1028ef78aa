create or replace function tabular_import_engine.make_plan(
    table_id oid, staging text, header text[], options jsonb, search_path text
)
returns tabular_import_engine.import_plan
language sql
stable
security invoker
begin atomic
    select row(
        make_plan.table_id,
        make_plan.staging,
        make_plan.header,
        make_plan.options,
        make_plan.search_path,
        '{}'::integer[],
        null::bigint
    )::tabular_import_engine.import_plan;
end;

comment on function tabular_import_engine.make_plan(oid, text, text[], jsonb, text) is
'What the engine''s functions pass to each other: target, staging table, header, options and the submitter''s '
'path. Which empty cells mean the default is filled in by run_plan, when the target is locked.';
