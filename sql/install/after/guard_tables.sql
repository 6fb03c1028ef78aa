-- The condition spares the call where the owner writes; the function looks again.
do $$
declare
    v_table regclass;
begin
    for v_table in
        select c.oid
        from pg_catalog.pg_class as c
        where c.relnamespace = 'tabular_import_private'::regnamespace and c.relkind in ('r', 'p')
    loop
        execute format(
            'create or replace trigger refuse_others before insert or update or delete or truncate on %s '
            'for each statement when (current_user <> %L) execute function tabular_import_private.refuse_others()',
            v_table, current_user);
    end loop;
end;
$$;
