create or replace function tabular_import_engine.is_user_code(function_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists(
            select from pg_proc as f
            inner join pg_language as l on l.oid = f.prolang
            where
                f.oid = is_user_code.function_id and l.lanname not in ('internal', 'c')
                and f.pronamespace <> 'pg_catalog'::regnamespace
        );
end;

comment on function tabular_import_engine.is_user_code(oid) is
'Whether a function is neither PostgreSQL''s nor written in C: it may do anything, write to tables as well.';
