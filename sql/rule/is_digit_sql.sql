create or replace function tabular_import_engine.is_digit_sql(value text)
returns text
language sql
immutable
security invoker
begin atomic
    -- The codes of the digits are 48 to 57: these alone differ from 48 in the bits of 0 to 9.
    select format(
        '(pg_catalog.ascii(%s) operator(pg_catalog.#) 48) operator(pg_catalog.<) 10', is_digit_sql.value
    );
end;

comment on function tabular_import_engine.is_digit_sql(text) is
'A test, as SQL, for texts that begin with a digit, 0 to 9. value: an SQL expression of type text.';
