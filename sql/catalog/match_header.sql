create or replace function tabular_import_engine.match_header(table_id oid, header text[], options jsonb)
returns table (
    place bigint, name text, column_name text, step text, candidates text[], rules jsonb, entry text, link jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if match_header.options -> 'matched' -> 'header' = to_jsonb(match_header.header) then
        return query
        select m.*
        from jsonb_to_recordset(match_header.options -> 'matched' -> 'rows') as m (
            place bigint, name text, column_name text, step text, candidates text[], rules jsonb, entry text,
            link jsonb)
        order by m.place;
        return;
    end if;
    -- Mostly all are columns, which is cheaper to find out.
    if match_header.options ? 'columns' or exists (
        select from unnest(match_header.header) as h (name)
        where not exists (
            select from pg_attribute as a
            where a.attrelid = match_header.table_id and a.attname = h.name::name and a.attname::text = h.name
                and a.attnum > 0 and not a.attisdropped
        )
    ) then
        return query
        select m.*
        from tabular_import_engine.match_names(match_header.table_id, match_header.header, match_header.options) as m;
    else
        return query
        select h.position, h.name, h.name, 'exact', null::text[], null::jsonb, null::text, null::jsonb
        from unnest(match_header.header) with ordinality as h (name, position);
    end if;
end;
$$;

comment on function tabular_import_engine.match_header(oid, text[], jsonb) is
'Which column each cell of a file''s header names, with the step that found it: columns, the job''s option (there the '
'column need not be one of the table); left out, by that option; row version, see row_version_name; else exact, '
'alike or folded, see pair_names. '
'column_name is NULL where none is named; candidates: columns that it may mean, but not it alone; rules: options for '
'the values of this column; entry: the name in option columns that is meant for it; step is link, alike link or '
'folded link for a link that the header itself names. link: what the cell names a row of '
'another table by, see link_readings, as an object with constraint, path and column, columns (those that the '
'reference has), referred (those that the last one leads to) and title (for people): column_name is one of these '
'then, or NULL for more cells than columns; an array of such objects where the name may mean each. options: the '
'job''s.';
