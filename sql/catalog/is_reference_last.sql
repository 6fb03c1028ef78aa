create or replace function tabular_import_engine.is_reference_last(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        not (is_reference_last.plan).diagnosis.has_unjudged_reference
        and not (is_reference_last.plan).traits.refers_to_itself
        and not exists (
            select from tabular_import_engine.table_triggers((is_reference_last.plan).table_id) as t
            where not t.is_internal and (t.fires_in_origin or t.fires_in_replica)
        )
        and not exists (
            select from tabular_import_engine.table_indexes((is_reference_last.plan).table_id) as i
            cross join
                lateral tabular_import_engine.merge_key(
                    (is_reference_last.plan).table_id, (is_reference_last.plan).options
                ) as m
            cross join lateral tabular_import_engine.key_indexes((is_reference_last.plan).table_id, m.columns) as v
            where i.is_exclusion or i.has_expressions or i.is_unique and i.name <> all(v.names)
        );
end;

comment on function tabular_import_engine.is_reference_last(tabular_import_engine.import_plan) is
'Whether a reference that a query has found to dangle is what PostgreSQL would say of the row that is merged: it has '
'nothing else to complain of before, such as another unique key.';
