-- Roles belong to the whole server: another database may have made them, even at this moment; and where a database is
-- restored without them, the first migration is recorded as done.
do $$
declare
    v_name text;
begin
    foreach v_name in array array['tabular_import_user', 'tabular_import_worker', 'tabular_import_admin'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_name) then
            begin
                execute format('create role %I nologin', v_name);
            exception
                when duplicate_object or unique_violation then null;
            end;
        end if;
    end loop;
end;
$$;
