create or replace function tabular_import_private.fitted_header(table_id oid, header text[])
returns text[]
language sql
stable
security invoker
begin atomic
    select array_agg(c.column_name order by h.position)
    from
        unnest(
            tabular_import_engine.match_header(fitted_header.table_id, fitted_header.header)
        ) with ordinality as h (name, position)
    left join
        tabular_import_engine.target_columns(fitted_header.table_id) as c
        on c.column_name = h.name and c.is_writable;
end;

comment on function tabular_import_private.fitted_header(oid, text[]) is
'The columns that the cells of a file''s header fill, as plan and staging have them; NULL for a cell that is left out.';
