create or replace function tabular_import_engine.fault_hint(fault text)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when fault_hint.fault like '%option skip_rows%'
            then
                'Take the row out of the file, or set the option: several words may be given to skip_rows, as in '
                'repeated_header,totals,footnotes.'
        when fault_hint.fault like '%set option comment'
            then 'Set option comment to none if the line is a row, or to the mark if all such lines are comments.'
        when fault_hint.fault like 'Incorrect number of columns%'
            then
                'Correct the row in the file: every row needs one cell for each column of the header. Option ragged '
                'can pad or truncate such rows.'
        when fault_hint.fault like 'Byte order mark%'
            then 'Remove the mark (U+FEFF) at the start of that line.'
        when fault_hint.fault like 'NUL byte%' or fault_hint.fault like '%NUL character%'
            then 'Remove it from the file, or set option encoding if the file is in another one.'
        when fault_hint.fault like 'Byte 0x% is not valid %'
            then 'Correct the character in the file, or set option encoding to the one that the file is in.'
        when fault_hint.fault like '%holds the error #%'
            then 'Correct the cell or its formula in the sheet, or clear it.'
        when fault_hint.fault like '%formula%'
            then 'Open the file in a spreadsheet program that computes its formulas, and save it again.'
        when fault_hint.fault like '%delimiter%' or fault_hint.fault like '%quote%'
            then
                'Correct the quotes and delimiters of the row in the file; if quotes are characters like others in it, '
                'set option quote to none.'
        when fault_hint.fault like '%that the merged cells%'
            then 'Unmerge the cells in the sheet.'
        when fault_hint.fault like 'Cell %'
            then 'Correct the cell in the sheet.'
        when fault_hint.fault like 'Keys %'
            then 'Take the keys out of the object, or name them in the first object if the table has such columns.'
        else 'Correct the row in the file.'
    end;
end;

comment on function tabular_import_engine.fault_hint(text) is
'What to do about a row that the loader could not read or that may be none, by what is wrong with it.';
