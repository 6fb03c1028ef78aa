create or replace function tabular_import_private.check_link_entries(options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_types constant jsonb := '{"by": "list of text", "on_missing": "error|null|create", "similar": "error|create", '
        '"constants": "object of text"}'::jsonb;
    v_link record;
    v_part record;
    v_path text;
    v_useless text;
begin
    for v_link in
        select e.name, e.entry
        from jsonb_each(check_link_entries.options -> 'links') as e (name, entry)
    loop
        v_path := format('links.%s', left(v_link.name, 100));
        if jsonb_typeof(v_link.entry) <> 'object' then
            perform tabular_import_engine.raise_error(
                'invalid_option',
                format('The option %s cannot be %s.', quote_literal(v_path), left(v_link.entry::text, 200)),
                hint => 'It takes an object such as {"by": ["code"], "on_missing": "null"}.');
        end if;
        for v_part in
            select g.name, g.value, c_types ->> g.name as type
            from jsonb_each(v_link.entry) as g (name, value)
        loop
            if v_part.type is null then
                perform tabular_import_engine.raise_error(
                    'invalid_option',
                    format('There is no option %s.', quote_literal(v_path || '.' || left(v_part.name, 100))),
                    hint => concat_ws(
                        ' ',
                        tabular_import_engine.did_you_mean(
                            v_part.name, array(select k.name from jsonb_object_keys(c_types) as k (name))),
                        'A link takes: by, on_missing, similar, constants.'));
            end if;
            perform tabular_import_private.check_option(v_path || '.' || v_part.name, v_part.type, v_part.value);
        end loop;
        v_useless := case
            when v_link.entry ->> 'on_missing' = 'create' then null
            when v_link.entry ? 'similar' then 'similar'
            when v_link.entry ? 'constants' then 'constants'
        end;
        if v_useless is not null then
            perform tabular_import_engine.raise_error(
                'invalid_option',
                format(
                    'The option %s does nothing without on_missing: create.',
                    quote_literal(v_path || '.' || v_useless)),
                hint => format(
                    'It is about rows that are created: set option %s.on_missing to create, or leave %s out.',
                    v_path, v_useless));
        end if;
    end loop;
end;
$$;

comment on function tabular_import_private.check_link_entries(jsonb) is
'Raises invalid_option for what is wrong in option links of a job''s options, whatever the table is.';
