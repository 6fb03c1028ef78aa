create or replace function tabular_import_engine.is_exact_money(value text)
returns boolean
language sql
stable
security invoker
begin atomic
    -- The locale tells what its comma and point mean: 12,34 may be read as 1234.
    select
        is_exact_money.value !~ ',(?!\d{3}(\D|$))'
        and coalesce(
            nullif(regexp_replace(is_exact_money.value, '[^0-9.]', '', 'g'), '')::numeric
            = abs(is_exact_money.value::money::numeric),
            true
        );
end;

comment on function tabular_import_engine.is_exact_money(text) is
'Whether a money column keeps the value, its decimal point a point and its commas between thousands.';
