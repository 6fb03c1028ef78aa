create or replace function tabular_import_engine.is_plain_number(value text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select is_plain_number.value !~ '\d_|0[xXoObB]';
end;

comment on function tabular_import_engine.is_plain_number(text) is
'Whether a number is spelt with digits alone, not 1_000, 0x1F, 0o17 or 0b11.';
