create or replace function tabular_import_private.check_options(options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_option record;
    v_names text[];
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
            v_names := array(select o.name from tabular_import.import_option as o order by o.name);
            perform tabular_import_engine.raise_error(
                'invalid_option', format('There is no option %s.', quote_literal(left(v_option.name, 100))),
                hint => concat_ws(
                    ' ', tabular_import_engine.did_you_mean(v_option.name, v_names),
                    format('The options are: %s.', array_to_string(v_names, ', '))));
        end if;
        perform tabular_import_private.check_option(v_option.name, v_option.type, v_option.value);
        if v_option.type = 'columns' then
            perform tabular_import_private.check_column_entries(check_options.options);
        elsif v_option.type = 'links' then
            perform tabular_import_private.check_link_entries(check_options.options);
        end if;
    end loop;
    perform tabular_import_private.check_rules(check_options.options, check_options.options, '');
end;
$$;

comment on function tabular_import_private.check_options(jsonb) is
'Raises invalid_option for an unknown option, a value of the wrong type, and values that contradict each other; the '
'message has the path of a wrong name, the hint the nearest right one.';
