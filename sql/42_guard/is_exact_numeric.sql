create or replace function tabular_import_engine.is_exact_numeric(value text, scale integer)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        is_exact_numeric.value !~ '\d_|0[xXoObB]'
        and coalesce(scale(trim_scale(is_exact_numeric.value::numeric)) <= is_exact_numeric.scale, true);
end;

comment on function tabular_import_engine.is_exact_numeric(text, integer) is
'Whether a numeric column of this scale (digits behind the point) keeps every digit of the value.';
