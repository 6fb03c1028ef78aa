create or replace function tabular_import_engine.refuse_link(value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_engine.raise_error(
        'link_unresolved',
        format(
            'Unable to resolve a link: %s',
            substr(refuse_link.value, length(tabular_import_engine.link_marker()) + 1)));
    return null;
end;
$$;

comment on function tabular_import_engine.refuse_link(text) is
'Raises link_unresolved for the cell of a link that names no row. value: see link_marker.';
