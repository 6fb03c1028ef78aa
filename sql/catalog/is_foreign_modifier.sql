create or replace function tabular_import_engine.is_foreign_modifier(type_id oid, typmod integer)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        coalesce(is_foreign_modifier.typmod >= 0, false)
        and coalesce(e.typnamespace, t.typnamespace) <> 'pg_catalog'::regnamespace
    from pg_type as t
    left join pg_type as e on e.oid = t.typelem and t.typsubscript = 'array_subscript_handler'::regproc
    where t.oid = is_foreign_modifier.type_id;
end;

comment on function tabular_import_engine.is_foreign_modifier(oid, integer) is
'Whether a type, or the type of its elements, has a modifier and is no part of PostgreSQL, such as geometry(Point, '
'4326): what the modifier means its own functions say.';
