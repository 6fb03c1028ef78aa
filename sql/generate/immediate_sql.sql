create or replace function tabular_import_engine.immediate_sql(plan tabular_import_engine.import_plan)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_own boolean := current_user
        = case current_setting('role') when 'none' then session_user::text else current_setting('role') end;
    v_names text;
begin
    -- Up to PostgreSQL 17 what is deferred runs as whoever lets it run: the caller of a function that has its owner's
    -- rights may have deferred code of his own before.
    if v_is_own or not coalesce((plan.options ->> 'is_records')::boolean, false)
        or current_setting('server_version_num')::integer >= 180000 then
        return 'set constraints all immediate';
    end if;
    -- A name stands for all constraints that have it in their schema.
    select string_agg(format('%I.%I', n.nspname, k.conname), ', ' order by n.nspname, k.conname) into v_names
    from (
        select
            c.connamespace,
            c.conname,
            bool_and(r.relid is not null or t.relowner = quote_ident(current_user)::regrole) as is_own
        from pg_constraint as c
        inner join pg_class as t on t.oid = c.conrelid
        left join (
            select p.relid from pg_partition_tree(plan.table_id) as p
            union
            select plan.table_id
        ) as r on r.relid = c.conrelid
        where c.condeferrable
        group by c.connamespace, c.conname
        having bool_or(r.relid is not null)
    ) as k
    inner join pg_namespace as n on n.oid = k.connamespace
    where k.is_own;
    return case when v_names is null then 'select' else format('set constraints %s immediate', v_names) end;
end;
$$;

comment on function tabular_import_engine.immediate_sql(tabular_import_engine.import_plan) is
'SQL that checks what a transaction has deferred: all of it, or where records come in a transaction of others, whose '
'code it would run with the rights of the current user, what belongs to the table alone.';
