create or replace function tabular_import_engine.numeric_digits(typmod integer, out digits integer, out scale integer)
language sql
immutable
security invoker
begin atomic
    select
        (numeric_digits.typmod - 4) >> 16 & 65535 as digits,
        -- eleven bits with a sign
        ((numeric_digits.typmod - 4 & 2047) + 1024) % 2048 - 1024 as scale
    where numeric_digits.typmod >= 4;
end;

comment on function tabular_import_engine.numeric_digits(integer) is
'How many digits a type numeric(digits, scale) with a type modifier has, and how many of them behind the point; NULLs '
'where it has no bound.';
