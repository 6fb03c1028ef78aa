create or replace function tabular_import_engine.reads_by_user_code(type_id oid)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_types oid[];
    v_functions oid[];
begin
    -- PostgreSQL's own types are made of its own and read by its own, unless a cast was added to one of them.
    if exists (
        select from pg_type as t
        where t.oid = reads_by_user_code.type_id and t.typnamespace = 'pg_catalog'::regnamespace
    ) and not exists (
        select from pg_cast as c
        inner join pg_type as t on t.oid = c.casttarget
        where c.oid >= 16384 and t.typnamespace = 'pg_catalog'::regnamespace
    ) then
        return false;
    end if;
    v_types := array(select p from tabular_import_engine.type_parts(reads_by_user_code.type_id) as p);
    -- Collected first, so that no plan looks into all functions that there are.
    v_functions := array(
        select t.typinput from pg_type as t
        where t.oid = any(v_types)
        union
        select c.castfunc from pg_cast as c
        where c.casttarget = any(v_types)
        union
        select f.id from pg_constraint as k
        cross join lateral tabular_import_engine.called_functions('pg_constraint'::regclass, k.oid) as f (id)
        where k.contypid = any(v_types)
        union
        select f.id from pg_type as t
        cross join lateral tabular_import_engine.called_functions('pg_type'::regclass, t.oid) as f (id)
        where t.oid = any(v_types) and t.typtype = 'd');
    return exists (
        select from unnest(v_functions) as f (id)
        where tabular_import_engine.is_user_code(f.id));
end;
$$;

comment on function tabular_import_engine.reads_by_user_code(oid) is
'Whether the cast of a text to a type may call functions of users: the input, a cast or the checks of a domain, of the '
'type or of one that it is made of.';
