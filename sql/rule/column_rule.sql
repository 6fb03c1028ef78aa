create or replace function tabular_import_engine.column_rule(options jsonb, column_name text)
returns jsonb
language sql
stable
security invoker
begin atomic
    with entry as (
        select
            e.value,
            coalesce(e.value ->> 'to', e.key) as name
        from jsonb_each(column_rule.options -> 'columns') as e
        where jsonb_typeof(column_rule.options -> 'columns') = 'object' and jsonb_typeof(e.value) = 'object'
    ),

    own as (
        select e.value
        from entry as e
        where
            e.name = column_rule.column_name
            or tabular_import_engine.folded_name(e.name) = tabular_import_engine.folded_name(column_rule.column_name)
        order by e.name = column_rule.column_name desc, e.name
        limit 1
    )

    select nullif(coalesce(jsonb_object_agg(o.key, o.value), '{}'), '{}')
    from jsonb_each(column_rule.options || coalesce((select w.value from own as w), '{}')) as o
    where o.key = any(array[
        'null_values', 'trim', 'true_values', 'false_values', 'date_order', 'century', 'decimal_separator',
        'thousands_separator', 'currency', 'percent', 'parentheses', 'ignore_case', 'value_map'
    ]);
end;

comment on function tabular_import_engine.column_rule(jsonb, text) is
'The value options of a column: those of the job, and above them those of its own entry in option columns; NULL where '
'there are none. column_name: the table''s.';
