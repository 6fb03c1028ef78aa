create or replace function tabular_import_private.skip_sentence(word text, place text, count bigint, line bigint)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        case
            when skip_sentence.count = 1 then '%6$s %1$s %2$s: load again with skip_rows=%4$s.'
            else '%3$s %7$ss %5$s, the first is %7$s %1$s: load again with skip_rows=%4$s.'
        end,
        skip_sentence.line,
        case skip_sentence.word
            when 'repeated_header' then 'repeats the header'
            when 'totals' then 'holds totals'
            when 'units' then 'holds the units of the columns'
            else 'holds a footnote or a title'
        end,
        trim(to_char(skip_sentence.count, '999,999,999,999')),
        skip_sentence.word,
        case skip_sentence.word
            when 'repeated_header' then 'repeat the header'
            when 'totals' then 'hold totals'
            else 'hold footnotes or titles'
        end,
        initcap(skip_sentence.place),
        skip_sentence.place
    );
end;

comment on function tabular_import_private.skip_sentence(text, text, bigint, bigint) is
'What rows are that the reader asks about, and the word of skip_rows that leaves them out. place: line or row; line: '
'the number of the first.';
