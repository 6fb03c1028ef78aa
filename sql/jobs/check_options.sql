create or replace function tabular_import_private.check_options(options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_option record;
begin
    if jsonb_typeof(check_options.options) is distinct from 'object' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The options must be a JSON object.', hint => 'Give {} for none.');
    end if;
    perform tabular_import_private.check_length('text of the options', check_options.options::text, 65536);
    for v_option in
        select g.name, g.value, o.type
        from jsonb_each(check_options.options) as g (name, value)
        left join tabular_import.import_option as o on o.name = g.name
    loop
        if v_option.type is null then
            perform tabular_import_engine.raise_error(
                'invalid_option', format('There is no option %s.', quote_literal(left(v_option.name, 100))),
                hint => 'The options are: '
                || (select string_agg(o.name, ', ' order by o.name) from tabular_import.import_option as o) || '.');
        end if;
        perform tabular_import_private.check_option(v_option.name, v_option.type, v_option.value);
    end loop;
end;
$$;

comment on function tabular_import_private.check_options(jsonb) is
'Raises invalid_option for an unknown option or a value of the wrong type.';
