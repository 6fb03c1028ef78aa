create or replace function tabular_import_engine.match_header(table_id oid, header text[])
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Mostly all are columns, which is cheaper to find out.
    if not exists (
        select from unnest(match_header.header) as h (name)
        where not exists (
            select from pg_attribute as a
            where a.attrelid = match_header.table_id and a.attname = h.name::name and a.attname::text = h.name
                and a.attnum > 0 and not a.attisdropped
        )
    ) then
        return match_header.header;
    end if;
    return tabular_import_engine.alike_columns(match_header.table_id, match_header.header);
end;
$$;

comment on function tabular_import_engine.match_header(oid, text[]) is
'The column of a table that each cell of a file''s header names, NULL where none: the one of that name, else the only '
'one that looks like it, see name_keys, if no other cell does.';
