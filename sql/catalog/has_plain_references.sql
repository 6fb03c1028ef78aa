create or replace function tabular_import_engine.has_plain_references(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select not exists (
        select from tabular_import_engine.table_constraints(has_plain_references.table_id) as k
        cross join unnest(k.column_numbers, k.referred_numbers) as n (referring, referred)
        inner join pg_attribute as a on a.attrelid = has_plain_references.table_id and a.attnum = n.referring
        inner join pg_attribute as b on b.attrelid = k.referred_table_id and b.attnum = n.referred
        left join pg_collation as c on c.oid in (a.attcollation, b.attcollation) and not c.collisdeterministic
        where
            k.kind = 'reference'
            -- A period may be covered by several rows.
            and (c.oid is not null or k.has_period)
    );
end;

comment on function tabular_import_engine.has_plain_references(oid) is
'Whether every reference of a table leads from each key to one row at most, and keys are equal on both sides alike.';
