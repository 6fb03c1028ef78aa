create or replace function tabular_import_engine.link_headers(name text, table_id oid, columns text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format('%s.%s', link_headers.name, tabular_import_engine.link_part_name(p.part)), ' and ' order by p.number
        )
    from tabular_import_engine.key_parts(link_headers.table_id, link_headers.columns) as k
    cross join jsonb_array_elements(k.parts) with ordinality as p (part, number);
end;

comment on function tabular_import_engine.link_headers(text, oid, text[]) is
'The header that names rows by a key, for hints: branch.trunk.code and branch.code. name: of the link; table_id: the '
'table that it leads to; columns: the key.';
