create or replace function tabular_import_private.is_input_of(value text, type regtype)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('select %L::%s', is_input_of.value, is_input_of.type);
    return true;
exception
    when data_exception then return false;
end;
$$;

comment on function tabular_import_private.is_input_of(text, regtype) is
'Whether a text is valid input of a built-in type.';
