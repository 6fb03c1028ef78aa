create or replace function tabular_import_engine.has_policy_code(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        row_security_active(has_policy_code.table_id)
        and (
            exists (
                select from pg_policy as p
                cross join lateral tabular_import_engine.called_functions('pg_policy'::regclass, p.oid) as f (id)
                where p.polrelid = has_policy_code.table_id and tabular_import_engine.is_user_code(f.id)
            )
            -- What other tables do, and views, is not looked into.
            or exists (
                select from pg_policy as p
                inner join pg_depend as d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
                inner join pg_class as c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
                where
                    p.polrelid = has_policy_code.table_id and c.oid <> has_policy_code.table_id
                    and (c.relkind not in ('r', 'p') or row_security_active(c.oid))
            )
        );
end;

comment on function tabular_import_engine.has_policy_code(oid) is
'Whether to read a table may run functions of users, by its policies for the current user.';
