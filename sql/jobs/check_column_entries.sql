create or replace function tabular_import_private.check_column_entries(options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_rule record;
    v_path text;
    v_names text[];
begin
    for v_column in
        select e.header, e.entry, jsonb_typeof(e.entry) as kind
        from jsonb_each(check_column_entries.options -> 'columns') as e (header, entry)
    loop
        v_path := format('columns.%s', left(v_column.header, 100));
        if v_column.kind not in ('null', 'object')
            and not (v_column.kind = 'string' and length(v_column.entry #>> '{}') between 1 and 1000)
        then
            perform tabular_import_engine.raise_error(
                'invalid_option',
                format('The option %s cannot be %s.', quote_literal(v_path), left(v_column.entry::text, 200)),
                hint => 'It takes the name of a column of the table, null for a column of the file that is left out, '
                'or an object such as {"to": "birth_date", "date_order": "DMY"}.');
        end if;
        continue when v_column.kind <> 'object';
        for v_rule in
            select
                g.name, g.value,
                case when g.name = 'to' then 'text' when o.per_column then o.type end as type,
                o.name is not null as is_option
            from jsonb_each(v_column.entry) as g (name, value)
            left join tabular_import.import_option as o on o.name = g.name
        loop
            if v_rule.type is null then
                v_names := array['to'] || array(
                    select o.name from tabular_import.import_option as o
                    where o.per_column
                    order by o.name);
                perform tabular_import_engine.raise_error(
                    'invalid_option',
                    format('There is no option %s.', quote_literal(v_path || '.' || left(v_rule.name, 100))),
                    hint => concat_ws(
                        ' ',
                        case
                            when v_rule.is_option then format(
                                'Option %s is one of the whole job: give it beside columns.', v_rule.name)
                            else tabular_import_engine.did_you_mean(v_rule.name, v_names)
                        end,
                        format('A column takes: %s.', array_to_string(v_names, ', '))));
            end if;
            perform tabular_import_private.check_option(v_path || '.' || v_rule.name, v_rule.type, v_rule.value);
        end loop;
        perform tabular_import_private.check_rules(check_column_entries.options, v_column.entry, v_path || '.');
    end loop;
end;
$$;

comment on function tabular_import_private.check_column_entries(jsonb) is
'Raises invalid_option for what is wrong in option columns of a job''s options.';
