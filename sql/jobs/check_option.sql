create or replace function tabular_import_private.check_option(name text, type text, value jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := check_option.value #>> '{}';
    v_words text[] := string_to_array(regexp_replace(check_option.type, '^list of ', ''), '|');
    v_list jsonb := case jsonb_typeof(check_option.value)
        when 'array' then check_option.value
        when 'string' then to_jsonb(string_to_array(replace(v_text, ' ', ''), ','))
    end;
    v_is_valid boolean;
begin
    -- What stands in an index, or in a notification, has to be short.
    perform tabular_import_private.check_length(
        format('option %s', quote_literal(check_option.name)), v_text,
        case check_option.name when 'queue' then 200 when 'idempotency_key' then 1000 else 4000 end);
    v_is_valid := case check_option.type
        when 'boolean' then jsonb_typeof(check_option.value) = 'boolean'
        when 'text' then jsonb_typeof(check_option.value) = 'string' and length(v_text) between 1 and 1000
        when 'text or number' then jsonb_typeof(check_option.value) in ('string', 'number')
        when 'number' then jsonb_typeof(check_option.value) = 'number' and v_text ~ '^-?[0-9]{1,9}$'
        when 'count' then jsonb_typeof(check_option.value) = 'number' and v_text ~ '^[1-9][0-9]{0,5}$'
        when 'time' then jsonb_typeof(check_option.value) = 'string'
            and tabular_import_private.is_input_of(v_text, 'timestamptz')
        when 'duration' then jsonb_typeof(check_option.value) = 'string'
            and tabular_import_private.is_input_of(v_text, 'interval')
            and v_text::interval > '0' and v_text::interval <= '1 year'
        when 'line' then jsonb_typeof(check_option.value) = 'number' and v_text ~ '^[1-9][0-9]{0,9}$'
        when 'range' then jsonb_typeof(check_option.value) = 'string'
            and v_text ~* '^[$]?[A-Z]{1,3}[$]?[1-9][0-9]{0,7}:[$]?[A-Z]{1,3}[$]?[1-9][0-9]{0,7}$'
        when 'list of text' then jsonb_typeof(check_option.value) in ('string', 'array')
        else case
            when check_option.type like 'list of %' then v_list <@ to_jsonb(v_words) and v_list <> '[]'
            else jsonb_typeof(check_option.value) = 'string' and v_text = any(v_words)
        end
    end;
    if v_is_valid is not true then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format(
                'The option %s cannot be %s.', quote_literal(check_option.name), left(check_option.value::text, 200)),
            hint => format('It takes %s.', case
                when check_option.type like 'list of %|%' then
                    'a list of: ' || array_to_string(v_words, ', ') || ' (separated by commas, or an array)'
                when check_option.type like '%|%' then 'one of: ' || array_to_string(v_words, ', ')
                when check_option.type = 'range' then
                    'the first and the last cell of the table in its sheet, as in A3:F120'
                when check_option.type = 'line' then 'the number of a line or sheet row, counted from 1'
                when check_option.type = 'duration' then 'a duration above 0 such as "1 hour", of a year at most'
                else 'a value of type ' || check_option.type
            end));
    end if;
end;
$$;

comment on function tabular_import_private.check_option(text, text, jsonb) is
'Raises invalid_option when a value is not of the option''s type, as view import_option lists it.';
