create or replace function tabular_import_private.kept_place(job_id bigint, column_name text)
returns bigint
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept tabular_import_private.import_kept_file;
    v_places bigint[];
begin
    select k.* into v_kept
    from tabular_import_private.import_kept_file as k
    where k.job_id = kept_place.job_id;
    -- The file's own name comes first: a column of the table may be called as another one of the file.
    v_places := array(
        select h.place
        from unnest(v_kept.header) with ordinality as h (name, place)
        where h.name = kept_place.column_name);
    if v_places = '{}' then
        v_places := array(
            select h.place
            from unnest(v_kept.fitted) with ordinality as h (name, place)
            where h.name = kept_place.column_name);
    end if;
    -- Otherwise as the header of a file finds its columns.
    if v_places = '{}' then
        v_places := array(
            select p.other_position
            from tabular_import_engine.pair_names(array[kept_place.column_name], v_kept.header, true) as p);
    end if;
    if v_places = '{}' then
        v_places := array(
            select p.other_position
            from tabular_import_engine.pair_names(array[kept_place.column_name], v_kept.fitted, true) as p);
    end if;
    if cardinality(v_places) <> 1 then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            case
                when v_places = '{}'
                    then format('The file has no column %s.', quote_nullable(left(kept_place.column_name, 1000)))
                else format('The file has several columns %s.', quote_nullable(left(kept_place.column_name, 1000)))
            end,
            hint => case
                when v_places = '{}'
                    then format(
                        'Its columns are: %s.', left(array_to_string(v_kept.header, ', '), 2000))
                else 'Name the column of the table that it fills.'
            end);
    end if;
    return v_places[1];
end;
$$;

comment on function tabular_import_private.kept_place(bigint, text) is
'The place, from 1, of a column among the cells of a job''s kept rows: as the file calls it, else as the table does, '
'else by a name that a header could have for it. Raises invalid_option.';
