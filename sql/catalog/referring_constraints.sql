create or replace function tabular_import_engine.referring_constraints(table_id oid)
returns table (
    constraint_id oid, referring_id oid, referring smallint[], referred smallint[], operators oid[], is_silent boolean,
    is_readable boolean
)
language sql
stable
security invoker
begin atomic
    select
        k.oid as constraint_id,
        k.conrelid as referring_id,
        k.conkey as referring,
        k.confkey as referred,
        k.conpfeqop as operators,
        k.confdeltype in ('c', 'n', 'd') as is_silent,
        not row_security_active(k.conrelid)
        and has_schema_privilege(c.relnamespace, 'usage')
        and not exists (
            select from unnest(k.conkey) as n (number)
            where not has_column_privilege(k.conrelid, n.number, 'select')
        )
        and not exists (
            select from unnest(k.confkey) as n (number)
            where not has_column_privilege(k.confrelid, n.number, 'select')
        ) as is_readable
    from pg_constraint as k
    inner join pg_class as c on c.oid = k.conrelid
    where
        k.contype = 'f' and k.confrelid = referring_constraints.table_id
        -- One that belongs to a partition is that of the whole.
        and not exists (
            select from pg_constraint as p
            where p.oid = k.conparentid and p.confrelid = k.confrelid
        );
end;

comment on function tabular_import_engine.referring_constraints(oid) is
'The foreign keys that lead to a table: referring and referred columns, and the operators that compare them, the '
'referred on the left; is_silent: a row that is deleted takes others with it or changes them; is_readable: the current '
'user may see what refers.';
