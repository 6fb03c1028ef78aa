create or replace function tabular_import_engine.found_cell_sql(rules jsonb[], place bigint)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when found_cell_sql.rules[found_cell_sql.place] ? 'link'
            then
                format(
                    'case when pg_catalog.starts_with(s.c%1$s, tabular_import_engine.link_marker()) then '''' '
                    'else s.c%1$s end',
                    found_cell_sql.place
                )
        else format('s.c%s', found_cell_sql.place)
    end;
end;

comment on function tabular_import_engine.found_cell_sql(jsonb[], bigint) is
'The cell in a place of the header, as SQL on s, empty where it is a link that names no row. rules: the plan''s.';
