create or replace function tabular_import.row_columns(table_name text)
returns table (header text, columns text[], type_name text, is_key boolean, note text)
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select
        case when c.place is not null then c.header end as header,
        c.columns,
        format_type(b.base_type_id, b.base_typmod) as type_name,
        c.is_key,
        c.note
    from
        tabular_import_engine.row_columns(
            row_columns.table_name, tabular_import_engine.resolve_table(row_columns.table_name, current_schemas(true))
        ) as c
    cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
    order by c.place;
end;

comment on function tabular_import.row_columns(text) is
'The columns of a file that has the rows of a table, in the order of the cells of table_rows: header, columns, which '
'it fills, type_name, of its cells, and is_key, whether rows are found by it. A column that is left out has no header, '
'and a note that says why. table_name: as in SQL, by the caller''s search_path. Raises table_not_found, and '
'row_unwritable for a table into which no rows could be put back.';

grant execute on function tabular_import.row_columns(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
