create or replace function tabular_import_engine.decimal_sign(rule jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select coalesce(
        decimal_sign.rule ->> 'decimal_separator',
        case when decimal_sign.rule ->> 'thousands_separator' = '.' then ',' else '.' end
    );
end;

comment on function tabular_import_engine.decimal_sign(jsonb) is
'What stands before the decimals in the numbers of a rule.';
