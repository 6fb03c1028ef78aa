create or replace function tabular_import_engine.can_hash(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        coalesce(
            bool_and(
                -- Of arrays, ranges and rows it depends on what they are made of.
                o.oprcanhash and (t.typtype <> 'p' or o.oprleft = 'anyenum'::regtype)
            ),
            true
        )
    from (
        select unnest(u.equality) as operator
        from tabular_import_engine.unique_keys(can_hash.plan) as u
        union
        select unnest(k.conpfeqop || k.conffeqop) as operator
        from pg_constraint as k
        where k.contype = 'f' and k.conrelid = (can_hash.plan).table_id
    ) as e
    inner join pg_operator as o on o.oid = e.operator
    inner join pg_type as t on t.oid = o.oprleft;
end;

comment on function tabular_import_engine.can_hash(tabular_import_engine.import_plan) is
'Whether the keys and references of the target can be compared by hash. If not, queries have to sort them.';
