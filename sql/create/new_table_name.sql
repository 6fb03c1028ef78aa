create or replace function tabular_import_engine.new_table_name(table_name text, schema_name name)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[];
    v_schema oid;
begin
    begin
        v_parts := parse_ident(new_table_name.table_name);
    exception
        when invalid_parameter_value then null;
    end;
    if cardinality(v_parts) = 1 and new_table_name.schema_name is null then
        perform tabular_import_engine.raise_error(
            'table_not_found', 'No schema of the search_path is there to create the table in.',
            hint => 'Name one: sales.people, say.');
    elsif cardinality(v_parts) = 1 then
        v_parts := array[new_table_name.schema_name::text] || v_parts;
    end if;
    if
        cardinality(v_parts) is distinct from 2 or octet_length(v_parts[2]) > 63 or starts_with(v_parts[1], 'pg_')
        or v_parts[1] = 'information_schema'
    then
        perform tabular_import_engine.raise_error(
            'table_not_found',
            format('%s is no name for a new table.', quote_nullable(left(new_table_name.table_name, 100))),
            hint => 'Name it as in SQL, such as people or sales.people.');
    end if;
    select n.oid into v_schema from pg_namespace as n where n.nspname::text = v_parts[1];
    if v_schema is null then
        perform tabular_import_engine.raise_error(
            'table_not_found', format('There is no schema %s.', v_parts[1]),
            hint => format('Create it first: create schema %I', v_parts[1]));
    end if;
    if not (has_schema_privilege(v_schema, 'create') and has_schema_privilege(v_schema, 'usage')) then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('You may not create tables in the schema %s.', v_parts[1]),
            hint => format(
                'Name another schema, or ask its owner to: grant usage, create on schema %I to %I', v_parts[1],
                current_user));
    end if;
    if exists (select from pg_class as c where c.relnamespace = v_schema and c.relname::text = v_parts[2]) then
        raise exception using
            errcode = 'duplicate_table',
            message = format('Table %I.%I already exists.', v_parts[1], v_parts[2]),
            hint = 'Leave out --create to import into it, or name another table.';
    end if;
    return v_parts;
end;
$$;

comment on function tabular_import_engine.new_table_name(text, name) is
'Schema and name of a table that is to be created, for the current user. schema_name: where a name without one leads. '
'Raises table_not_found for what is no name or schema, not_permitted without the right to create, and duplicate_table.';
