create or replace function tabular_import_engine.fixed_columns(
    cells text[], fixed text[], header text[], fitted text[]
)
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        array(
            select n.name
            from unnest(fixed_columns.header, fixed_columns.fitted) with ordinality as h (header, fitted, place)
            cross join lateral unnest(array[h.header, h.fitted]) as n (name)
            where
                coalesce(fixed_columns.cells[h.place], '') <> coalesce(fixed_columns.fixed[h.place], '')
                and n.name is not null
            group by n.name
            order by min(h.place), n.name collate "C"
        )
    where fixed_columns.fixed is not null;
end;

comment on function tabular_import_engine.fixed_columns(text[], text[], text[], text[]) is
'The columns of a kept row whose cells have been corrected, as the file and as the table calls them; NULL for a row '
'that has no corrections. cells and fixed: before and after; header and fitted: see import_kept_file.';
