create or replace function tabular_import_engine.reads_by_own_code(type_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists(
            select from tabular_import_engine.type_parts(reads_by_own_code.type_id) as p (type_id)
            inner join pg_type as t on t.oid = p.type_id
            where
                tabular_import_engine.is_own_code(t.typinput)
                or exists (
                    select from pg_cast as c
                    where c.casttarget = p.type_id and tabular_import_engine.is_own_code(c.castfunc)
                )
                or exists (
                    select from pg_constraint as k
                    cross join
                        lateral tabular_import_engine.called_functions('pg_constraint'::regclass, k.oid) as f (id)
                    where k.contypid = p.type_id and tabular_import_engine.is_own_code(f.id)
                )
                or exists (
                    select from tabular_import_engine.called_functions('pg_type'::regclass, p.type_id) as f (id)
                    where t.typtype = 'd' and tabular_import_engine.is_own_code(f.id)
                )
        );
end;

comment on function tabular_import_engine.reads_by_own_code(oid) is
'Whether the cast of a text to a type may call functions of users: the input, a cast or the checks of a domain, of the '
'type or of one that it is made of.';
