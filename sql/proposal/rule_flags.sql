create or replace function tabular_import_private.rule_flags(entry text, rules jsonb)
returns text
language sql
stable
security invoker
begin atomic
    with option as (
        select
            i.name,
            row_number() over () as position
        from tabular_import.import_option as i
    ),

    rule as (
        select
            e.key,
            case
                when jsonb_typeof(e.value) = 'array' and jsonb_array_length(e.value) = 1 then e.value -> 0
                else e.value
            end as value
        from jsonb_each(rule_flags.rules) as e
    ),

    said as (
        select
            o.position,
            concat(
                'columns.',
                case
                    when rule_flags.entry ~ '["=.]' then to_jsonb(rule_flags.entry)::text else rule_flags.entry
                end,
                '.', r.key, '=',
                -- A text that would be read as a list or as JSON is written as JSON.
                case
                    when jsonb_typeof(r.value) = 'string' and r.value #>> '{}' !~ '^(null$|[["{])' then r.value #>> '{}'
                    else r.value::text
                end
            ) as word
        from rule as r
        left join option as o on o.name = r.key
    )

    select
        string_agg(
            concat(
                '-o ',
                case
                    when s.word ~ '^[A-Za-z0-9_.,=/:%+@-]+$' then s.word
                    else concat('''', replace(s.word, '''', '''"''"'''), '''')
                end
            ), ' ' order by s.position
        )
    from said as s;
end;

comment on function tabular_import_private.rule_flags(text, jsonb) is
'Value options of one column as a command line has them: -o columns.d.date_order=DMY. entry: the name in option '
'columns.';
