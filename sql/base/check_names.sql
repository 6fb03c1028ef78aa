create or replace function tabular_import_engine.check_names(options jsonb)
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        array(
            select n.name
            from
                jsonb_array_elements_text(
                    case jsonb_typeof(check_names.options -> 'checks')
                        when 'array' then check_names.options -> 'checks'
                        when 'string' then jsonb_build_array(check_names.options -> 'checks')
                        else '[]'
                    end
                ) with ordinality as n (name, place)
            order by n.place
        );
end;

comment on function tabular_import_engine.check_names(jsonb) is
'The names in option checks, in their order.';
