create or replace function tabular_import_engine.header_cells(table_id oid, header text[], options jsonb)
returns table (place bigint, name text, meant text)
language sql
stable
security invoker
begin atomic
    select
        m.place,
        m.name,
        coalesce(m.column_name, m.link ->> 'title') as meant
    from tabular_import_engine.match_header(header_cells.table_id, header_cells.header, header_cells.options) as m
    where coalesce(m.step, '') not in ('left out', 'row version');
end;

comment on function tabular_import_engine.header_cells(oid, text[], jsonb) is
'The cells of a file''s header that are not left out, nor versions of rows, with the column that each names, or what '
'it links to; NULL where '
'it names nothing. options: the job''s, or those of with_matches.';
