create or replace function tabular_import_engine.is_linked_alike(link jsonb, type_id oid, typmod integer)
returns boolean
language sql
stable
security invoker
begin atomic
    select count(*) > 0
    from (
        select a.attnum
        from pg_attribute as a
        inner join pg_type as t on t.oid = a.atttypid
        where
            a.attrelid = (is_linked_alike.link ->> 'table')::oid
            and a.attname = is_linked_alike.link -> 'referred' ->> ((is_linked_alike.link ->> 'nth')::integer - 1)
            and a.attnum > 0
            and a.atttypid = is_linked_alike.type_id
            and a.atttypmod = is_linked_alike.typmod
            and t.typtype <> 'd'
    ) as q;
end;

comment on function tabular_import_engine.is_linked_alike(jsonb, oid, integer) is
'Whether a column has just the type of the column that it refers to, which is no domain. link: what the plan''s rules '
'have of it.';
