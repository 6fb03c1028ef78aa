create or replace function tabular_import_engine.check_rules_length(cells text)
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if octet_length(check_rules_length.cells) > 8 << 20 then
        perform tabular_import_engine.raise_error(
            'limit_exceeded', 'The value options are too long for so many columns.',
            hint => 'Give long lists and maps in option columns, to the columns that need them.');
    end if;
    return check_rules_length.cells;
end;
$$;

comment on function tabular_import_engine.check_rules_length(text) is
'The cells of ruled_columns as they are. Raises limit_exceeded for more than 8 MiB, which each statement of the engine '
'would hold.';
