create or replace function tabular_import_engine.is_exact_float(value text, is_double boolean)
returns boolean
language sql
stable
security invoker
begin atomic
    select case
        when is_exact_float.value ~ '\d_|0[xX]' then false
        -- So few digits always survive the way into binary and back.
        when
            length(is_exact_float.value) <= case when is_exact_float.is_double then 15 else 6 end
            and is_exact_float.value !~* 'e'
            then true
        when is_exact_float.value ~* '[a-df-z]' then true
        when
            is_exact_float.value::numeric
            = case
                when is_exact_float.is_double then (is_exact_float.value::float8)::text
                else (is_exact_float.value::float4)::text
            end::numeric
            then true
        -- 17 (9) digits with a point is how programs write a binary number out in full.
        else
            is_exact_float.value ~ '[.]'
            and length(ltrim(regexp_replace(is_exact_float.value, '[eE].*$|[^0-9]', '', 'g'), '0'))
            = case when is_exact_float.is_double then 17 else 9 end
    end;
end;

comment on function tabular_import_engine.is_exact_float(text, boolean) is
'Whether a float column keeps the value as written. is_double: 8 bytes, else 4.';
