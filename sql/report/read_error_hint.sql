create or replace function tabular_import_engine.read_error_hint(read_error text)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when read_error_hint.read_error like '%option skip_rows%'
            then
                'Take the row out of the file, or set the option: several words may be given to skip_rows, as in '
                'repeated_header,totals,footnotes.'
        when read_error_hint.read_error like '%set option comment'
            then 'Set option comment to none if the line is a row, or to the mark if all such lines are comments.'
        when
            (tabular_import_engine.read_error_parts(read_error_hint.read_error)).message = 'Incorrect number of columns'
            then
                -- With the counts, where the read error tells them.
                coalesce(
                    (
                        select format('The header has %s columns, the row %s cells. ', p.expected, p.found)
                        from tabular_import_engine.read_error_parts(read_error_hint.read_error) as p
                        where p.found is not null
                    ), ''
                )
                || 'Correct the row in the file: every row needs one cell for each column of the header. Option ragged '
                'can pad or truncate such rows.'
        when read_error_hint.read_error ~ 'but may have been typed as|may stand for .* or '
            then
                'A program that takes such a text for a number drops the zeros at its end, and a spreadsheet program '
                'makes a date of what looks like one: what names a row has to be a text.'
        when read_error_hint.read_error like 'Byte order mark%'
            then 'Remove the mark (U+FEFF) at the start of that line.'
        when read_error_hint.read_error like 'NUL byte%' or read_error_hint.read_error like '%NUL character%'
            then 'Remove it from the file, or set option encoding if the file is in another one.'
        when read_error_hint.read_error like 'Byte 0x% is not valid %'
            then 'Correct the character in the file, or set option encoding to the one that the file is in.'
        when read_error_hint.read_error like '%holds the error #%'
            then 'Correct the cell or its formula in the sheet, or clear it.'
        when read_error_hint.read_error like '%formula%'
            then 'Open the file in a spreadsheet program that computes its formulas, and save it again.'
        when read_error_hint.read_error like '%delimiter%' or read_error_hint.read_error like '%quote%'
            then
                'Correct the quotes and delimiters of the row in the file; if quotes are characters like others in it, '
                'set option quote to none.'
        when read_error_hint.read_error like '%that the merged cells%'
            then 'Unmerge the cells in the sheet.'
        when read_error_hint.read_error like 'Cell %'
            then 'Correct the cell in the sheet.'
        when read_error_hint.read_error like 'Keys %'
            then 'Take the keys out of the object, or name them in the first object if the table has such columns.'
        else 'Correct the row in the file.'
    end;
end;

comment on function tabular_import_engine.read_error_hint(text) is
'What to do about a row that the loader could not read or that may be none, by what is wrong with it.';
