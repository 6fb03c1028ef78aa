create or replace function tabular_import_engine.row_word(reading jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select case when row_word.reading ->> 'sheet' is null then 'line' else 'row' end;
end;

comment on function tabular_import_engine.row_word(jsonb) is
'What a row of a file is called by its number: line, or row of a sheet. reading: how the file was read.';
