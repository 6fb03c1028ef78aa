create or replace function tabular_import_engine.has_outside_input(type_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists(
            select from tabular_import_engine.type_parts(has_outside_input.type_id) as p (type_id)
            inner join pg_type as t on t.oid = p.type_id
            inner join pg_proc as i on i.oid = t.typinput
            where i.pronamespace <> 'pg_catalog'::regnamespace
        );
end;

comment on function tabular_import_engine.has_outside_input(oid) is
'Whether a type, or one that it is made of, is read by a function that is no part of PostgreSQL. Some of those, as '
'hstore''s up to PostgreSQL 15, call a syntax error an internal error (XX000).';
