create or replace function tabular_import_engine.cell_message(column_name text, type_title text, value text)
returns text
language sql
stable
security invoker
begin atomic
    select format(
        'Failed to adapt value of %s to %s: %s',
        cell_message.column_name,
        cell_message.type_title,
        coalesce('''' || replace(
            left(cell_message.value, 200) || case when length(cell_message.value) > 200 then '...' else '' end,
            '''', ''''''
        ) || '''', 'NULL')
    );
end;

comment on function tabular_import_engine.cell_message(text, text, text) is
'The message of a row error about a cell that does not become a value of its column. type_title: see type_title.';
