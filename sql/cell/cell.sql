create or replace function tabular_import_engine.cell(value text)
returns text
language sql
immutable
security invoker
begin atomic
    select nullif(cell.value, '');
end;

comment on function tabular_import_engine.cell(text) is
'A staged cell as a value: the empty cell is NULL.';
