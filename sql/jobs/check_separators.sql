create or replace function tabular_import_private.check_separators(options jsonb, path text)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if check_separators.options ->> 'thousands_separator'
        = coalesce(check_separators.options ->> 'decimal_separator', '.')
    then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s cannot be %s: that is what stands before the decimals.',
                quote_literal(check_separators.path || 'thousands_separator'),
                check_separators.options -> 'thousands_separator'),
            hint => case
                when check_separators.options ? 'decimal_separator' then 'Give two different signs.'
                else 'Set option decimal_separator to "," as well.'
            end);
    end if;
end;
$$;

comment on function tabular_import_private.check_separators(jsonb, text) is
'Raises invalid_option where one sign is to stand before decimals and between thousands. options: what holds for a '
'column; path: what stands before the names in the message.';
