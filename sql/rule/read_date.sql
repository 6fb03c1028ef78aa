create or replace function tabular_import_engine.read_date(
    value text, date_order text, century integer, space_characters text
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := read_date.value;
    v_order text := read_date.date_order;
    v_date text;
    v_time text := '';
    v_parts text[];
    v_separator text;
    v_day text;
    v_month text;
    v_year text;
begin
    if length(v_text) > 100 then
        return null;
    end if;
    if v_text ~ '[^!-~]' then
        v_text := btrim(translate(
            v_text, read_date.space_characters, repeat(' ', length(read_date.space_characters))));
    end if;
    -- The time begins with the digits before the first colon.
    v_date := v_text;
    if strpos(v_text, ':') > 0 then
        v_date := rtrim(split_part(v_text, ':', 1), '0123456789');
        v_time := tabular_import_engine.read_time(substr(v_text, length(v_date) + 1));
        if v_time is null or right(v_date, 1) not in (' ', 'T', ',') then
            return null;
        end if;
        v_date := rtrim(rtrim(v_date, ' T'), ',');
        v_time := ' ' || v_time;
    end if;

    -- Not in one expression: other encodings have no such texts.
    if getdatabaseencoding() = 'UTF8' then
        if v_date ~ unistr(e'^[0-9]{2,4} ?\\5E74 ?[0-9]{1,2} ?\\6708 ?[0-9]{1,2} ?\\65E5$') then
            v_order := 'YMD';
            v_date := translate(v_date, unistr(e'\\5E74\\6708\\65E5 '), '..');
        end if;
    end if;
    v_date := replace(v_date, '. ', '.');
    v_separator := substr(ltrim(v_date, '0123456789'), 1, 1);
    v_parts := string_to_array(v_date, v_separator);
    if v_separator in ('.', '/', '-', ' ') and cardinality(v_parts) = 3
        and v_date ~ '^[0-9]{1,4}.[0-9]{1,2}.[0-9]{1,4}$' then
        -- As PostgreSQL takes it, in whatever order others stand.
        if length(v_parts[1]) = 4 and v_separator in ('-', '/') or v_order = 'YMD' then
            v_year := v_parts[1];
            v_month := v_parts[2];
            v_day := v_parts[3];
        elsif v_order = 'DMY' then
            v_day := v_parts[1];
            v_month := v_parts[2];
            v_year := v_parts[3];
        elsif v_order = 'MDY' then
            v_month := v_parts[1];
            v_day := v_parts[2];
            v_year := v_parts[3];
        end if;
    elsif v_date ~ '^[^-.,/]' then
        -- With a month's name the order tells itself; two digits that are a year stand behind it.
        v_parts := array(
            select w.word
            from unnest(string_to_array(translate(v_date, '.,-/', '    '), ' ')) with ordinality as w (word, n)
            where w.word <> '' and lower(w.word) not in ('de', 'of', 'den', 'the')
            order by w.n);
        if cardinality(v_parts) <> 3 then
            return null;
        end if;
        for v_number in 1..3 loop
            if v_parts[v_number] ~ '^[0-9]{1,2}(st|nd|rd|th|er|o)$' then
                v_parts[v_number] := rtrim(v_parts[v_number], 'stndrheo');
            end if;
        end loop;
        if v_parts[2] !~ '^[0-9]' then
            v_month := tabular_import_engine.month_number(v_parts[2]);
            if length(v_parts[1]) = 4 then
                v_year := v_parts[1];
                v_day := v_parts[3];
            else
                v_day := v_parts[1];
                v_year := v_parts[3];
            end if;
        else
            v_month := tabular_import_engine.month_number(v_parts[1]);
            v_day := v_parts[2];
            v_year := v_parts[3];
        end if;
    end if;

    if length(v_year) = 2 and v_year ~ '^[0-9]{2}$' and read_date.century is not null then
        -- The year with these digits among the hundred that begin with the century's first.
        v_year := read_date.century + (v_year::integer - read_date.century % 100 + 100) % 100;
    end if;
    -- What is longer would be cut.
    if length(v_month) > 2 or length(v_day) > 2 then
        return null;
    end if;
    v_date := v_year || '-' || lpad(v_month, 2, '0') || '-' || lpad(v_day, 2, '0');
    if (v_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') is not true then
        return null;
    end if;
    return v_date || v_time;
end;
$$;

comment on function tabular_import_engine.read_date(text, text, integer, text) is
'A date, with its time and zone if it has one, as YYYY-MM-DD HH:MM:SS, whether there is such a day or not; NULL for '
'what the order (YMD, DMY, MDY) does not read. century: the first of the hundred years that two digits mean, '
'NULL to read none; space_characters: see there.';
