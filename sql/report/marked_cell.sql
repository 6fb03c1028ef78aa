create or replace function tabular_import_engine.marked_cell(value text, delimiter text)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when
                -- What a quoted cell has for its own sake, or a reader might take away.
                strpos(g.guarded, marked_cell.delimiter) > 0 or g.guarded ~ '["\r\n]' or g.guarded ~ '^\s|\s$'
                then '"' || replace(g.guarded, '"', '""') || '"'
            else g.guarded
        end
    from (
        select
            case
                -- Equals sign, plus, minus, at, tab and line ends, and the full-width forms of the first four.
                when
                    ascii(ltrim(v.value, ''''))
                    in (61, 43, 45, 64, 9, 10, 13, 65309, 65291, 65293, 65312)
                    and v.value !~ '^[+-]([0-9]+([.,][0-9]+)*)?$'
                    then '''' || v.value
                else v.value
            end as guarded
        from (select coalesce(marked_cell.value, '') as value) as v
    ) as g;
end;

comment on function tabular_import_engine.marked_cell(text, text) is
'A cell of a marked file in CSV. What a spreadsheet program would take for a formula has an apostrophe in front, '
'and so has what begins like that with apostrophes: the reader of marked files takes one away from each. Plain '
'numbers, and a sign alone, stay as they are. NULL becomes an empty cell, which means the same.';
