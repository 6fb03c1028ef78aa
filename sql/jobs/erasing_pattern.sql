create or replace function tabular_import_private.erasing_pattern(value text)
returns text
language sql
immutable
security invoker
begin atomic
    -- A short number stands in many sentences that are about something else.
    select
        case
            when erasing_pattern.value ~ '^[0-9]{1,6}$'
                then format('^%1$s$|(?<=[("''=]|: |, )%1$s(?=[)"'',]|$)', e.form)
            else concat(
                case when erasing_pattern.value ~ '^[[:alnum:]_]' then '(?<![[:alnum:]_])' end,
                '(?:', e.form, ')',
                case when erasing_pattern.value ~ '[[:alnum:]_]$' then '(?![[:alnum:]_])' end
            )
        end
    from (
        select
            concat_ws(
                '|',
                string_agg(distinct regexp_replace(f.form, '[][\\.^$*+?(){}|]', '\\\&', 'g'), '|'),
                -- As programs that write JSON in ASCII have it, in small or capital letters.
                case
                    when erasing_pattern.value ~ '[^\x01-\x7f]'
                        then (
                            select
                                concat(
                                    string_agg(
                                        coalesce('\\+u' || c.first || coalesce('\\+u' || c.second, ''), c.plain),
                                        '' order by c.n
                                    ),
                                    '|',
                                    string_agg(
                                        coalesce(
                                            '\\+u' || upper(c.first) || coalesce('\\+u' || upper(c.second), ''),
                                            c.plain
                                        ),
                                        '' order by c.n
                                    )
                                )
                            from (
                                select
                                    t.n,
                                    regexp_replace(t.sign, '[][\\.^$*+?(){}|]', '\\\&', 'g') as plain,
                                    -- One beyond four digits is two there.
                                    case
                                        when ascii(t.sign) > 65535
                                            then to_hex(55232 + (ascii(t.sign) >> 10))
                                        when ascii(t.sign) > 127
                                            then lpad(to_hex(ascii(t.sign)), 4, '0')
                                    end as first,
                                    case
                                        when ascii(t.sign) > 65535
                                            then to_hex(56320 + (ascii(t.sign) & 1023))
                                    end as second
                                from regexp_split_to_table(erasing_pattern.value, '') with ordinality as t (sign, n)
                            ) as c
                        )
                end
            ) as form
        from (
            values
            (erasing_pattern.value),
            (replace(erasing_pattern.value, '''', '''''')),
            (replace(erasing_pattern.value, '"', '""')),
            (regexp_replace(to_jsonb(erasing_pattern.value)::text, '^"|"$', '', 'g'))
        ) as f (form)
    ) as e;
end;

comment on function tabular_import_private.erasing_pattern(text) is
'A regular expression for a value in reports, however it is quoted there: as a word of its own, a number of up to six '
'digits only where it is plainly a value. value: not empty.';
