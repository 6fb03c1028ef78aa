create or replace function tabular_import_engine.has_plain_references(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select not exists (
        select from pg_constraint as k
        cross join unnest(k.conkey, k.confkey) as n (referring, referred)
        inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.referring
        inner join pg_attribute as b on b.attrelid = k.confrelid and b.attnum = n.referred
        left join pg_collation as c on c.oid in (a.attcollation, b.attcollation) and not c.collisdeterministic
        where
            k.conrelid = has_plain_references.table_id and k.contype = 'f'
            -- PostgreSQL 18: a period may be covered by several rows.
            and (c.oid is not null or coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false))
    );
end;

comment on function tabular_import_engine.has_plain_references(oid) is
'Whether every reference of a table leads from each key to one row at most, and keys are equal on both sides alike.';
