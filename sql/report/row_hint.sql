create or replace function tabular_import_engine.row_hint(sqlstate text)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when row_hint.sqlstate = '23502' then 'Fill in the cell.'
        when row_hint.sqlstate = '23503' then 'Import the row that this one refers to first, or correct the reference.'
        when row_hint.sqlstate in ('23505', '23P01') then 'Take the row out, or give it a value that is not in use yet.'
        when row_hint.sqlstate = '23514' then 'Correct the row so that it keeps the rule of the table.'
        when row_hint.sqlstate = '42501' then 'Take the row out, or ask for the right to insert such rows.'
        when left(row_hint.sqlstate, 2) in ('22', 'TI') then 'Correct the cell in the file.'
    end;
end;

comment on function tabular_import_engine.row_hint(text) is
'What to do about a row error, by its SQLSTATE; NULL where only the table''s user code could say.';
