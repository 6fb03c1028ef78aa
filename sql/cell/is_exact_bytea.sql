create or replace function tabular_import_engine.is_exact_bytea(value text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select left(is_exact_bytea.value, 2) = chr(92) || 'x';
end;

comment on function tabular_import_engine.is_exact_bytea(text) is
'Whether a text gives bytes in hexadecimal, behind \x; that the digits are right the cast tells.';
