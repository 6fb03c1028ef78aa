create or replace function tabular_import_engine.column_rule(options jsonb, column_name text)
returns jsonb
language sql
immutable
security invoker
begin atomic
    select
        nullif(
            (
                select coalesce(jsonb_object_agg(o.key, o.value), '{}')
                from jsonb_each(column_rule.options || coalesce(own.rule, '{}')) as o
                where o.key = any(array[
                    'null_values', 'trim', 'true_values', 'false_values', 'date_order', 'century', 'decimal_separator',
                    'thousands_separator', 'currency', 'percent', 'parentheses', 'ignore_case', 'value_map'
                ])
            ),
            '{}'
        )
    from (
        select (
            select c.value
            from jsonb_each(
                case
                    when jsonb_typeof(column_rule.options -> 'columns') = 'object' then column_rule.options -> 'columns'
                    else '{}'
                end
            ) as c
            where jsonb_typeof(c.value) = 'object' and coalesce(c.value ->> 'to', c.key) = column_rule.column_name
            limit 1
        ) as rule
    ) as own;
end;

comment on function tabular_import_engine.column_rule(jsonb, text) is
'The value options of a column: those of the job, and above them those of its own entry in option columns; NULL where '
'there are none. column_name: the table''s.';
