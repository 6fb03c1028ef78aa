create or replace function tabular_import_engine.text_list(value jsonb)
returns text[]
language sql
immutable
security invoker
begin atomic
    select case jsonb_typeof(text_list.value)
        when 'array'
            then
                array(
                    select e.element
                    from jsonb_array_elements_text(text_list.value) with ordinality as e (element, n)
                    where e.element is not null
                    order by e.n
                )
        when 'string' then array[text_list.value #>> '{}']
        else '{}'
    end;
end;

comment on function tabular_import_engine.text_list(jsonb) is
'The texts of an option that is a list: a JSON array, or one text.';
