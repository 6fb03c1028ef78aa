create or replace function tabular_import.describe_links(table_name text)
returns table (
    header text, columns text[], target text, identity text, examples text[], note text
)
language sql
stable
security invoker
begin atomic
    select
        l.header,
        l.columns,
        l.target,
        l.identity,
        l.examples,
        l.note
    from tabular_import_engine.describe_links(
        describe_links.table_name,
        tabular_import_engine.resolve_table(describe_links.table_name, current_schemas(true))
    ) as l;
end;

comment on function tabular_import.describe_links(text) is
'How a file for a table names the rows of other tables that its columns refer to. table_name: as in SQL, by the '
'caller''s search_path. Returns header, the name of the link, or of the column itself where a file for the caller has '
'the stored value; columns, which it fills; target, the table referred to; identity, what names a row of it, with an '
'example of the spelling where it has several parts; examples, up to three of rows that the caller may read; note, why '
'it is the stored value. Raises table_not_found.';

grant execute on function tabular_import.describe_links(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
