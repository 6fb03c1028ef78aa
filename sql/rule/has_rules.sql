create or replace function tabular_import_engine.has_rules(options jsonb)
returns boolean
language sql
immutable
security invoker
begin atomic
    select has_rules.options ?| array[
        'columns', 'constants', 'null_values', 'trim', 'true_values', 'false_values', 'date_order', 'century',
        'decimal_separator', 'thousands_separator', 'currency', 'percent', 'parentheses', 'ignore_case', 'value_map',
        'links'
    ];
end;

comment on function tabular_import_engine.has_rules(jsonb) is
'Whether options of a plan may say of some column what becomes of its cells, have a constant for one, or a link.';
