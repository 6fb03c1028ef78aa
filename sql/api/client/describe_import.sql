create or replace function tabular_import.describe_import(table_name text, header text[] default null)
returns table (name text, statement text)
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select
        d.name,
        d.statement
    from tabular_import_engine.describe_import(
        describe_import.table_name,
        tabular_import_engine.resolve_table(describe_import.table_name, current_schemas(true)),
        describe_import.header,
        current_setting('search_path')
    ) as d;
end;

comment on function tabular_import.describe_import(text, text[]) is
'The statements that an import of the caller into a table may use, in the order of their use: name and text, which can '
'be put behind EXPLAIN. Those named merge and sync are for the modes that change rows, found by the identity of the '
'table. In the place of the staged rows stands an empty set of the same columns, c1 for the first of '
'the header. For the owner of the table and administrators; which queries there are depends on what the caller may '
'read. table_name: as in SQL, by the caller''s search_path; header: the names in the header of a file in order, '
'columns or links, by default the columns of template with the stored values. Raises table_not_found, not_permitted, '
'and undefined_column for a name that is none, or a link that is not clear.';

grant execute on function tabular_import.describe_import(text, text[])
to tabular_import_user, tabular_import_worker, tabular_import_admin;
