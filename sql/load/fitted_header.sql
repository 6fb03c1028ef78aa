create or replace function tabular_import_private.fitted_header(table_id oid, header text[], options jsonb)
returns text[]
language sql
stable
security invoker
begin atomic
    select array_agg(c.column_name order by h.place)
    from
        tabular_import_engine.match_header(
            fitted_header.table_id, fitted_header.header, fitted_header.options
        ) as h
    left join
        tabular_import_engine.target_columns(fitted_header.table_id) as c
        on
            c.column_name = h.column_name
            and (
                c.is_writable
                or tabular_import_engine.is_matched_only(
                    fitted_header.table_id, c.column_name, fitted_header.options
                )
            );
end;

comment on function tabular_import_private.fitted_header(oid, text[], jsonb) is
'The columns that the cells of a file''s header fill, as plan and staging have them; NULL for a cell that is left out. '
'options: the job''s.';
