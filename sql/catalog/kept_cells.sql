create or replace function tabular_import_engine.kept_cells(fitted text[], options jsonb)
returns text[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if not kept_cells.options ?| array['links', 'row_version'] then
        return kept_cells.fitted;
    end if;
    return array(
        select coalesce(
            f.name, l.name,
            case
                when f.place = (kept_cells.options ->> 'row_version')::bigint
                    then tabular_import_engine.row_version_name()
            end)
        from unnest(kept_cells.fitted) with ordinality as f (name, place)
        left join (
            select g.link ->> 'name' as name, (c.cell ->> 'place')::bigint as place
            from jsonb_array_elements(coalesce(kept_cells.options -> 'links', '[]')) as g (link)
            cross join jsonb_array_elements(g.link -> 'cells') as c (cell)
        ) as l on l.place = f.place
        order by f.place);
end;
$$;

comment on function tabular_import_engine.kept_cells(text[], jsonb) is
'For each cell of a file whether the engine reads it, as a name, else NULL: those that fill a column, and those of '
'links that have more cells than columns, and the version of a row. fitted: see fitted_header; options: a plan''s.';
