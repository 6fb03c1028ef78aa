create or replace function tabular_import_engine.resolve_table(
    table_name text, schemas name[], has_temporary boolean default false
)
returns oid
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[];
    v_table record;
begin
    begin
        v_parts := parse_ident(resolve_table.table_name);
    exception
        when invalid_parameter_value then null;
    end;
    if cardinality(v_parts) = 3 and v_parts[1] = current_database() then
        v_parts := v_parts[2:];
    end if;
    if resolve_table.has_temporary and v_parts[1] = 'pg_temp' and cardinality(v_parts) = 2 then
        v_parts[1] := pg_my_temp_schema()::regnamespace::text;
    end if;
    -- As SQL reads the name; where that finds nothing, the name to the letter (My Table, or Trunk for "Trunk").
    select c.oid, c.relpersistence, c.relnamespace into v_table
    from (
        select n.preference, s.position, s.schema_name::text as schema_name, n.parts[1] as relation_name
        from (values (1, v_parts), (2, array[resolve_table.table_name])) as n (preference, parts)
        cross join unnest(resolve_table.schemas) with ordinality as s (schema_name, position)
        where cardinality(n.parts) = 1
        union all
        select 1, 1, v_parts[1], v_parts[2]
        where cardinality(v_parts) = 2
    ) as w
    -- Names find the index; texts tell names apart that are too long for one.
    inner join pg_namespace as ns on ns.nspname = w.schema_name::name and ns.nspname::text = w.schema_name
        and has_schema_privilege(ns.oid, 'usage')
    inner join pg_class as c on c.relnamespace = ns.oid
        and c.relname = w.relation_name::name and c.relname::text = w.relation_name
    order by w.preference, w.position
    limit 1;
    -- Another session cannot see a temporary table, and the name may not slip to the table behind it.
    if v_table.relpersistence <> 't'
        or resolve_table.has_temporary and v_table.relnamespace = pg_my_temp_schema() then
        return v_table.oid;
    end if;
    return null;
end;
$$;

comment on function tabular_import_engine.resolve_table(text, name[], boolean) is
'The relation that a name means for the current user; see unfit_target for those that are no tables. schemas: those '
'of the search path, in order, as current_schemas(true) lists them; has_temporary: whether temporary tables of this '
'session count. Returns NULL where there is none.';
