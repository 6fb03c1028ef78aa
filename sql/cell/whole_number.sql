create or replace function tabular_import_engine.whole_number(value text)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when strpos(whole_number.value, '.') = 0 then whole_number.value
        when whole_number.value ~ '^\s*[+-]?\d+[.]0+\s*$' then split_part(whole_number.value, '.', 1)
        else whole_number.value
    end;
end;

comment on function tabular_import_engine.whole_number(text) is
'A number for an integer column: without the fraction if that is nothing but zeros, as programs write 3.0; else the '
'text as it is. 1e3 stays as it is, too.';
