create or replace function tabular_import_engine.column_rule(options jsonb, column_name text)
returns jsonb
language sql
stable
security invoker
begin atomic
    select nullif(coalesce(jsonb_object_agg(o.key, o.value), '{}'), '{}')
    from
        jsonb_each(
            column_rule.options || coalesce(column_rule.options -> 'columns' -> column_rule.column_name, '{}')
        ) as o
    where o.key = any(array[
        'null_values', 'trim', 'true_values', 'false_values', 'date_order', 'century', 'decimal_separator',
        'thousands_separator', 'asked_separator', 'currency', 'percent', 'parentheses', 'ignore_case', 'value_map'
    ]);
end;

comment on function tabular_import_engine.column_rule(jsonb, text) is
'The value options of a column: those of the job, and above them those of its own entry in option columns; NULL where '
'there are none. options: a plan''s, whose columns have the table''s names, see fit_header; column_name: the table''s.';
