create or replace function tabular_import_engine.is_readable_reference(constraint_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        c.is_simple_match
        and not c.has_period
        and (
            select bool_and(has_column_privilege(k.confrelid, r.number, 'select')) from unnest(k.confkey) as r (number)
        )
        and not row_security_active(k.confrelid)
        and has_schema_privilege(f.relnamespace, 'usage')
    from pg_constraint as k
    inner join lateral tabular_import_engine.table_constraints(k.conrelid) as c on c.constraint_id = k.oid
    inner join pg_class as f on f.oid = k.confrelid
    where k.oid = is_readable_reference.constraint_id;
end;

comment on function tabular_import_engine.is_readable_reference(oid) is
'Whether a query can tell where a reference leads: it is a simple one, and the current user may read all keys referred '
'to.';
