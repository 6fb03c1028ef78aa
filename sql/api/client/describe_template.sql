create or replace function tabular_import.describe_template(table_name text)
returns table (
    header text, columns text[], description text, data_type text, is_required boolean, default_value text,
    example text, choices text[], is_closed boolean, sheet_format text, is_key boolean, note text
)
language sql
stable
security invoker
begin atomic
    select
        t.header,
        t.columns,
        t.description,
        t.data_type,
        t.is_required,
        t.default_value,
        t.example,
        t.choices,
        t.is_closed,
        t.sheet_format,
        t.is_key,
        t.note
    from tabular_import_engine.describe_template(
        describe_template.table_name,
        tabular_import_engine.resolve_table(describe_template.table_name, current_schemas(true))
    ) as t;
end;

comment on function tabular_import.describe_template(text) is
'What a spreadsheet for a table shows, see template: the columns, those of the primary key first. table_name: as in '
'SQL, by the caller''s search_path. Returns header; columns, those of the table that it fills; description, their '
'comment; data_type, in plain words; is_required, whether a row needs a value; default_value; example, of one; '
'choices, the values of an enum or of a check that lists them, true and false, or what names the rows of another '
'table that the caller may read, if they are at most 1,000 (else NULL); is_closed, whether the choices are all there '
'can be; sheet_format: text, integer, decimal, boolean, date, time or timestamp; is_key; note, all of that as '
'sentences. Raises table_not_found.';

grant execute on function tabular_import.describe_template(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
