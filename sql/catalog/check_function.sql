create or replace function tabular_import_engine.check_function(
    table_id oid, role_id oid, name text, out function_id oid, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_signature text := format('%s(%s[])', check_function.name, tabular_import_engine.table_path(table_id));
    v_function pg_proc;
    v_columns text[];
begin
    begin
        select p.* into v_function from pg_proc as p where p.oid = to_regprocedure(v_signature)::oid;
    exception
        -- What is no name, or in a schema that is closed.
        when others then
            v_function := null;
    end;
    if v_function.oid is null or v_function.prokind <> 'f' or not v_function.proretset then
        message := format('There is no check %s', check_function.name);
        hint := format(
            'Option checks names set-returning functions with their schema, such as: create function %s returns table '
            '(row_number bigint, message text) ...', v_signature);
        return;
    end if;
    if v_function.proowner <> check_function.role_id
        and not exists (
            select from pg_class as c
            where c.oid = check_function.table_id and c.relowner = v_function.proowner) then
        message := format('The check %s is neither yours nor of the owner of the table', check_function.name);
        hint := 'Code of somebody else is not run with your rights: make a function of your own that calls it.';
        return;
    elsif not has_schema_privilege(check_function.role_id, v_function.pronamespace, 'usage')
        or not has_function_privilege(check_function.role_id, v_function.oid, 'execute') then
        message := format('Permission denied for check: %s', check_function.name);
        hint := format(
            'The owner of the table has to grant execute on function %s and usage on its schema to %I.', v_signature,
            pg_get_userbyid(check_function.role_id));
        return;
    end if;
    v_columns := coalesce(
        (
            select array_agg(a.name)
            from unnest(v_function.proargnames, v_function.proargmodes) as a (name, mode)
            where a.mode in ('o', 'b', 't')
        ),
        (
            select array_agg(a.attname::text)
            from pg_type as t
            inner join pg_attribute as a on a.attrelid = t.typrelid
            where t.oid = v_function.prorettype and a.attnum > 0 and not a.attisdropped
        ));
    if not coalesce(v_columns @> array['row_number', 'message'], false) then
        message := format('The check %s does not return columns row_number and message', check_function.name);
        hint := 'Let it return a table (row_number bigint, message text), and if need be column_name, hint and '
            'severity, which is error or warning.';
        return;
    end if;
    function_id := v_function.oid;
end;
$$;

comment on function tabular_import_engine.check_function(oid, oid, text) is
'The function that an entry of option checks names, or as a sentence with a hint why it cannot be asked. role_id: who '
'imports; name: with its schema.';
