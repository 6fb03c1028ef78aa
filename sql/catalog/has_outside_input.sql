create or replace function tabular_import_engine.has_outside_input(type_id oid)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- PostgreSQL's own types are made of its own.
    if exists (
        select from pg_type as t
        where t.oid = has_outside_input.type_id and t.typnamespace = 'pg_catalog'::regnamespace
    ) then
        return false;
    end if;
    return exists (
        select from tabular_import_engine.type_parts(has_outside_input.type_id) as p (type_id)
        inner join pg_type as t on t.oid = p.type_id
        inner join pg_proc as i on i.oid = t.typinput
        where i.pronamespace <> 'pg_catalog'::regnamespace);
end;
$$;

comment on function tabular_import_engine.has_outside_input(oid) is
'Whether a type, or one that it is made of, is read by a function that is no part of PostgreSQL. Some of those, as '
'hstore''s up to PostgreSQL 15, call a syntax error an internal error (XX000).';
