create or replace function tabular_import_engine.is_small_target(plan tabular_import_engine.import_plan)
returns boolean
language sql
volatile
security invoker
begin atomic
    select coalesce(
        pg_relation_size((is_small_target.plan).table_id) * 8
        <= pg_relation_size(
            to_regclass(
                case
                    when (is_small_target.plan).staged ~ '^tabular_import_staging\.\w+$'
                        then (is_small_target.plan).staged
                end
            )
        ),
        false
    );
end;

comment on function tabular_import_engine.is_small_target(tabular_import_engine.import_plan) is
'Whether the target is so much smaller than what is staged that to read all of it is cheaper than to look up each row.';
