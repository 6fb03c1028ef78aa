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
            string_agg(
                distinct regexp_replace(f.form, '[][\\.^$*+?(){}|]', '\\\&', 'g'), '|'
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
