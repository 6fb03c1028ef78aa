create or replace function tabular_import_private.runner_body_sql(role_id oid)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        $body$
begin
    if quote_ident(current_user)::regrole <> %s then
        raise insufficient_privilege using message = 'The runner does not run as the role it belongs to.';
    end if;
    if plan is null then
        set constraints all immediate;
    else
        return query select o.* from tabular_import_engine.run_plan(plan, time_zone) as o;
    end if;
end;
$body$,
        runner_body_sql.role_id
    );
end;

comment on function tabular_import_private.runner_body_sql(oid) is
'The PL/pgSQL body of a role''s runner.';
