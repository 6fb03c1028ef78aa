-- For a link of two parts in the second cell of the file:
--
--     case when strpos(s.c2, '"') = 0 then string_to_array(s.c2, '.', '') else identity_parts(s.c2) end as p2
create or replace function tabular_import_engine.link_parts_sql(options jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format(
                'case when pg_catalog.strpos(s.c%1$s, ''"'') operator(pg_catalog.=) 0 '
                'then pg_catalog.string_to_array(s.c%1$s, ''.'', '''') '
                'else tabular_import_engine.identity_parts(s.c%1$s, %2$s) end as p%1$s',
                p.place, p.width
            ), E',\n' order by p.place
        )
    from tabular_import_engine.link_parts(link_parts_sql.options) as p
    where p.nth = 1 and p.width > 1;
end;

comment on function tabular_import_engine.link_parts_sql(jsonb) is
'The parts of the cells of links that hold several, as arrays of texts, p2 for the cell c2 of s, see identity_parts. '
'NULL where each cell holds one. options: a plan''s.';
