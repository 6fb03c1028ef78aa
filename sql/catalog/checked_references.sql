create or replace function tabular_import_engine.checked_references(table_id oid)
returns table (constraint_id oid)
language sql
stable
security invoker
begin atomic
    select k.constraint_id
    from tabular_import_engine.table_constraints(checked_references.table_id) as k
    where
        k.kind = 'reference'
        -- A reference to a partitioned table has one more for each partition, which checks nothing here.
        and not k.is_part
        and k.is_enforced
        and exists (
            select from tabular_import_engine.table_triggers(checked_references.table_id) as t
            where t.constraint_id = k.constraint_id and t.is_for_insert and t.fires_in_origin
        );
end;

comment on function tabular_import_engine.checked_references(oid) is
'The foreign keys that PostgreSQL checks when a row is inserted into a table: enforced, and not disabled.';
