create or replace function tabular_import_engine.checked_references(table_id oid)
returns table (constraint_id oid)
language sql
stable
security invoker
begin atomic
    select k.oid
    from pg_constraint as k
    where
        k.contype = 'f' and k.conrelid = checked_references.table_id
        -- A reference to a partitioned table has one more for each partition, which checks nothing here.
        and k.conparentid = 0
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        and exists (
            select from pg_trigger as t
            where
                t.tgconstraint = k.oid and t.tgrelid = k.conrelid and t.tgtype & 4 = 4 and t.tgenabled in ('O', 'A')
        );
end;

comment on function tabular_import_engine.checked_references(oid) is
'The foreign keys that PostgreSQL checks when a row is inserted into a table: enforced, and not disabled.';
