create or replace function tabular_import_private.check_option(name text, type text, value jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := check_option.value #>> '{}';
    v_kind text := jsonb_typeof(check_option.value);
    v_words text[] := string_to_array(regexp_replace(check_option.type, '^list of ', ''), '|');
    v_list jsonb := case v_kind
        when 'array' then check_option.value
        when 'string' then to_jsonb(string_to_array(replace(v_text, ' ', ''), ','))
    end;
    v_shown text := (
        select
            string_agg(
                case when w.word ~ '^[[:alnum:]_]+$' then w.word else to_json(w.word)::text end, ', ' order by w.number)
        from unnest(v_words) with ordinality as w (word, number));
    v_is_valid boolean;
begin
    -- What stands in an index, or in a notification, has to be short.
    if v_kind is distinct from 'object' then
        perform tabular_import_private.check_length(
            format('option %s', quote_literal(check_option.name)), v_text,
            case check_option.name when 'queue' then 200 when 'idempotency_key' then 1000 else 4000 end);
    end if;
    v_is_valid := case check_option.type
        when 'boolean' then v_kind = 'boolean'
        when 'text' then v_kind = 'string' and length(v_text) between 1 and 1000
        when 'text or number' then v_kind in ('string', 'number')
        when 'number' then v_kind = 'number' and v_text ~ '^-?[0-9]{1,9}$'
        when 'count' then v_kind = 'number' and v_text ~ '^[1-9][0-9]{0,5}$'
        when 'time' then v_kind = 'string' and tabular_import_private.is_input_of(v_text, 'timestamptz')
        when 'duration' then v_kind = 'string'
            and tabular_import_private.is_input_of(v_text, 'interval')
            and v_text::interval > '0' and v_text::interval <= '1 year'
        when 'number or percent' then v_kind in ('number', 'string') and case
            when v_text ~ '^[0-9]{1,3}([.][0-9]{1,6})? ?%$' then tabular_import_engine.percent_of(v_text) <= 100
            else v_text ~ '^[0-9]{1,9}$'
        end
        when 'percent' then v_kind = 'string' and v_text ~ '^[0-9]{1,6}([.][0-9]{1,6})? ?%$'
        when 'rows' then v_kind in ('number', 'string') and v_text ~ '^[0-9]{1,12}$'
        when 'object of numbers' then v_kind = 'object' and check_option.value <> '{}' and not exists (
            select from jsonb_each(check_option.value) as e (key, item)
            where jsonb_typeof(e.item) not in ('string', 'number')
                or e.item #>> '{}' !~ '^-?[0-9]{1,100}([.][0-9]{1,100})?$')
        when 'line' then v_kind = 'number' and v_text ~ '^[1-9][0-9]{0,9}$'
        -- The last of its hundred years has four digits as well.
        when 'year' then v_kind = 'number' and v_text ~ '^[1-9][0-9]{3}$' and v_text <= '9900'
        when 'range' then v_kind = 'string'
            and v_text ~* '^[$]?[A-Z]{1,3}[$]?[1-9][0-9]{0,7}:[$]?[A-Z]{1,3}[$]?[1-9][0-9]{0,7}$'
        when 'list of text' then case v_kind
            when 'string' then true
            when 'array' then check_option.value <> '[]' and not exists (
                select from jsonb_array_elements(check_option.value) as e (item) where jsonb_typeof(e.item) <> 'string')
        end
        when 'object of text' then v_kind = 'object' and not exists (
            select from jsonb_each(check_option.value) as e (key, item)
            where jsonb_typeof(e.item) not in ('string', 'number', 'boolean'))
        when 'object of text or null' then v_kind = 'object' and not exists (
            select from jsonb_each(check_option.value) as e (key, item)
            where jsonb_typeof(e.item) not in ('string', 'number', 'boolean', 'null'))
        when 'columns' then v_kind = 'object'
        when 'links' then v_kind = 'object'
        else case
            when check_option.type like 'list of %' then v_list <@ to_jsonb(v_words) and v_list <> '[]'
            else v_kind = 'string' and v_text = any(v_words)
        end
    end;
    if v_is_valid is not true then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format(
                'The option %s cannot be %s.', quote_literal(check_option.name), left(check_option.value::text, 200)),
            hint => format('It takes %s.', case
                when check_option.type = 'list of text' then 'a text, or an array of texts'
                when check_option.type = 'object of text' then
                    'an object with a text for each column, as in {"site_id": "7"}'
                when check_option.type = 'object of text or null' then
                    'an object with another text, or null, for each text, as in {"Bostn": "Boston"}'
                when check_option.type = 'columns' then
                    'an object with an entry for each column of the file, as in {"Vorname": "first_name"}'
                when check_option.type = 'links' then
                    'an object with an entry for each link of the table, as in {"trunk": {"by": ["code"]}}'
                when check_option.type like 'list of %|%' then
                    'a list of: ' || v_shown || ' (separated by commas, or an array)'
                when check_option.type like '%|%' and v_kind = 'null' and 'null' = any(v_words) then
                    'one of: ' || v_shown || '. This null is a word, in double quotes: "null"'
                when check_option.type like '%|%' then 'one of: ' || v_shown
                when check_option.type = 'range' then
                    'the first and the last cell of the table in its sheet, as in A3:F120'
                when check_option.type = 'number or percent' then 'a whole number, or a percentage such as "5 %"'
                when check_option.type = 'percent' then 'a percentage such as "20 %"'
                when check_option.type = 'rows' then 'a number of rows'
                when check_option.type = 'object of numbers' then
                    'an object with a number for each column, as in {"amount": "12345.60"}'
                when check_option.type = 'line' then 'the number of a line or sheet row, counted from 1'
                when check_option.type = 'year' then 'the number of a year, as in 1930'
                when check_option.type = 'duration' then 'a duration above 0 such as "1 hour", of a year at most'
                when check_option.type = 'negative' then 'the word negative'
                when check_option.type = 'boolean' then 'true or false'
                when check_option.type = 'text' then 'a text'
                when check_option.type = 'text or number' then 'a text or a number'
                when check_option.type in ('number', 'count') then 'a whole number'
                when check_option.type = 'time' then 'a time such as "2030-01-31 18:00"'
                else 'a value of type ' || check_option.type
            end));
    end if;
end;
$$;

comment on function tabular_import_private.check_option(text, text, jsonb) is
'Raises invalid_option when a value is not of the option''s type, as view import_option lists it. name: with its path, '
'as in columns.Vorname.date_order.';
