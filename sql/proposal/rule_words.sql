create or replace function tabular_import_private.rule_words(rules jsonb)
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

    said as (
        select
            e.key,
            case
                when jsonb_typeof(e.value) = 'array' and jsonb_array_length(e.value) = 1 then e.value -> 0
                else e.value
            end as value,
            row_number() over (order by o.position) as place,
            count(*) over () as count
        from jsonb_each(rule_words.rules) as e
        left join option as o on o.name = e.key
    )

    select
        string_agg(
            format(
                '%s=%s', s.key,
                -- As on a command line, where a space or a comma alone would not be seen as a value.
                case when s.value #>> '{}' ~ '^$|[[:space:],;"]' then s.value::text else s.value #>> '{}' end
            ),
            case when s.place = s.count then ' and ' else ', ' end order by s.place
        )
    from said as s;
end;

comment on function tabular_import_private.rule_words(jsonb) is
'Options as a sentence names them: date_order=DMY and null_values=N/A.';
