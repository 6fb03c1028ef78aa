create or replace function tabular_import_engine.read_error_outcomes(
    row_number bigint, line_number bigint, read_error text
)
returns setof tabular_import_engine.row_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if not starts_with(read_error_outcomes.read_error, '[{"column": ') then
        return next row(
            read_error_outcomes.row_number, read_error_outcomes.line_number, null, null, 'TI021', null,
            -- The counts are said in the hint.
            (tabular_import_engine.read_error_parts(read_error_outcomes.read_error)).message, null,
            tabular_import_engine.read_error_hint(read_error_outcomes.read_error), null, false,
            null)::tabular_import_engine.row_outcome;
        return;
    end if;
    return query
    select
        read_error_outcomes.row_number, read_error_outcomes.line_number, c.cell ->> 'column',
        c.cell ->> 'value', '22P05',
        null::text,
        tabular_import_engine.cell_message(
            c.cell ->> 'column', 'the database''s encoding ' || getdatabaseencoding(), c.cell ->> 'value'),
        'A character that the encoding lacks is shown as <U+...>, by its number in Unicode.',
        'Correct the cell in the file, or import it into a database of encoding UTF8.',
        null::bigint, true, null::text
    from jsonb_array_elements(read_error_outcomes.read_error::jsonb) with ordinality as c (cell, position)
    order by c.position;
end;
$$;

comment on function tabular_import_engine.read_error_outcomes(bigint, bigint, text) is
'The row errors of a staged row with a read error: what is wrong with a row that the loader could not read, or, as '
'[{"column": name, "value": text}, ...], its cells with characters that the database''s encoding lacks.';
