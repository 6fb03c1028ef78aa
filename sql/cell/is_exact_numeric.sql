create or replace function tabular_import_engine.is_exact_numeric(value text, scale integer)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        is_exact_numeric.value !~ '\d_|0[xXoObB]'
        and is_exact_numeric.value::numeric = round(is_exact_numeric.value::numeric, is_exact_numeric.scale);
end;

comment on function tabular_import_engine.is_exact_numeric(text, integer) is
'Whether a numeric column of this scale (digits behind the point, below 0 before it) keeps every digit of the '
'value.';
