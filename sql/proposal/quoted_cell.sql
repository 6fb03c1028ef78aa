create or replace function tabular_import_private.quoted_cell(value text)
returns text
language sql
stable
security invoker
begin atomic
    select format('`%s`', tabular_import_engine.shown_name(quoted_cell.value));
end;

comment on function tabular_import_private.quoted_cell(text) is
'A cell as a sentence shows it, shortened.';
