create or replace function tabular_import_engine.row_version(names text, cells record)
returns text
language plpgsql
stable
security invoker
-- Whatever session asks, the same values are the same text.
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
set intervalstyle = 'postgres'
set extra_float_digits = 1
set bytea_output = 'hex'
set lc_monetary = 'C'
set quote_all_identifiers = off
as $$
begin
    return left(encode(sha256(convert_to(concat(row_version.names, row_version.cells), 'UTF8')), 'hex'), 32);
end;
$$;

comment on function tabular_import_engine.row_version(text, record) is
'The version of a row: the same for as long as none of its values is changed, in every session and after a restore. '
'names: of the columns; cells: their values.';
