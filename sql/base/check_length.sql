create or replace function tabular_import_private.check_length(
    title text, value text, max_bytes integer, condition text default 'invalid_option'
)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if octet_length(check_length.value) > check_length.max_bytes then
        perform tabular_import_engine.raise_error(
            check_length.condition,
            format('The %s has %s bytes; at most %s are allowed.',
                check_length.title, octet_length(check_length.value), check_length.max_bytes),
            hint => 'Give a shorter one.');
    end if;
end;
$$;

comment on function tabular_import_private.check_length(text, text, integer, text) is
'Raises an error (condition: invalid_option or another) when a text of a caller''s is too long to be stored or quoted.';
