create or replace function tabular_import_engine.is_row_error(sqlstate text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select is_row_error.sqlstate not in ('00000', '02000');
end;

comment on function tabular_import_engine.is_row_error(text) is
'Whether an outcome with this SQLSTATE is an error, of a row or of the whole file: others are counts and notes (00000) '
'and rows that the table has skipped (02000).';
