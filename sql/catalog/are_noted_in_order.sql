create or replace function tabular_import_engine.are_noted_in_order(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        (are_noted_in_order.plan).link_head is null
        and not exists (
            select
            from (
                select p.relid from pg_partition_tree((are_noted_in_order.plan).table_id) as p
                union
                select (are_noted_in_order.plan).table_id
            ) as r (table_id)
            cross join lateral tabular_import_engine.table_triggers(r.table_id) as t
            where not t.is_internal and t.is_for_insert and t.is_for_each_row and (t.is_before or t.is_instead)
        );
end;

comment on function tabular_import_engine.are_noted_in_order(tabular_import_engine.import_plan) is
'Whether each row of an insert goes in, in the order in which they come, so that their numbers need not be noted row '
'by row: no trigger can leave one out, and no join can change the order.';
