create or replace function tabular_import_engine.unfit_target(table_id oid, out problem text, out remedy text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_insert constant integer := 8;
    c_system constant name[] := array[
        'pg_catalog', 'information_schema', 'pg_toast', 'tabular_import', 'tabular_import_private',
        'tabular_import_engine', 'tabular_import_runner', 'tabular_import_staging'];
    v_table record;
    v_path text;
begin
    select c.relkind, n.nspname into v_table
    from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where c.oid = unfit_target.table_id;
    if not found or v_table.relkind in ('r', 'p', 'f') and v_table.nspname <> all(c_system) then
        return;
    end if;
    v_path := tabular_import_engine.table_path(unfit_target.table_id);
    remedy := 'Name a table, a view that can be inserted into, or a foreign table.';
    case
        when v_table.nspname = any(c_system) then
            problem := format('%s belongs to the system', v_path);
        when v_table.relkind = 'm' then
            problem := format('%s is a materialized view', v_path);
            remedy := 'Only REFRESH MATERIALIZED VIEW fills it: import into the tables that it is made of.';
        when v_table.relkind = 'S' then
            problem := format('%s is a sequence', v_path);
        when v_table.relkind in ('i', 'I') then
            problem := format('%s is an index', v_path);
        when v_table.relkind = 'c' then
            problem := format('%s is a composite type', v_path);
        when v_table.relkind = 'v' and pg_relation_is_updatable(unfit_target.table_id, true) & c_insert = 0 then
            problem := format('%s is a view that cannot be inserted into', v_path);
            remedy := 'Import into the table behind it; PostgreSQL inserts into views of one table, without GROUP BY, '
                'DISTINCT, LIMIT and the like, and into views with an INSTEAD OF INSERT trigger.';
        when v_table.relkind <> 'v' then
            problem := format('%s is no table', v_path);
        else
            remedy := null;
    end case;
end;
$$;

comment on function tabular_import_engine.unfit_target(oid) is
'What a relation is that nothing can be imported into, and what to do; NULL for a table, view or foreign table, and '
'where there is none.';
