create or replace function tabular_import_private.runner_name(role_id oid)
returns name
language sql
immutable
security invoker
begin atomic
    select ('run_' || runner_name.role_id)::name;
end;

comment on function tabular_import_private.runner_name(oid) is
'The name of a role''s runner in tabular_import_runner.';
