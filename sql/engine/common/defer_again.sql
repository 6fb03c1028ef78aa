create or replace function tabular_import_engine.defer_again()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_names text;
begin
    -- A name stands for all constraints that have it in their schema.
    select string_agg(format('%I.%I', n.nspname, k.conname), ', ') into v_names
    from (
        select c.connamespace, c.conname
        from pg_constraint as c
        group by c.connamespace, c.conname
        having bool_and(c.condeferrable and c.condeferred)
    ) as k
    inner join pg_namespace as n on n.oid = k.connamespace
    where has_schema_privilege(n.oid, 'usage') and not pg_is_other_temp_schema(n.oid);
    if v_names is not null then
        execute format('set constraints %s deferred', v_names);
    end if;
end;
$$;

comment on function tabular_import_engine.defer_again() is
'Defers the constraints that are declared so, after SET CONSTRAINTS ALL IMMEDIATE, to the end of the transaction.';
