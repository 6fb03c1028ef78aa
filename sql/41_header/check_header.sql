create or replace function tabular_import_engine.check_header(table_id oid, header text[], role_id oid)
returns text
language sql
stable
security invoker
begin atomic
    with target_column as (
        select c.* from tabular_import_engine.target_columns(check_header.table_id) as c
    ),

    extra as (
        select string_agg(h.name, ', ' order by h.name collate "C") as names
        from unnest(check_header.header) as h (name)
        where not exists (
            select from target_column as c
            where c.column_name = h.name and c.is_writable
        )
    ),

    missing as (
        select string_agg(c.column_name, ', ' order by c.column_name collate "C") as names
        from target_column as c
        where
            c.is_writable and not c.is_made_by_database
            and c.column_name <> all(check_header.header)
            and has_column_privilege(check_header.role_id, check_header.table_id, c.column_number, 'insert')
    )

    select
        case
            when (select count(distinct h.name) < count(*) from unnest(check_header.header) as h (name))
                then 'Incoming dataset has duplicate column headers'
            else nullif(concat_ws(
                e'\n',
                'Incoming dataset describes extra columns: ' || extra.names,
                'Incoming dataset is missing columns: ' || missing.names
            ), '')
        end
    from extra
    cross join missing;
end;

comment on function tabular_import_engine.check_header(oid, text[], oid) is
'What is wrong with a file''s header for a table, as a sentence; NULL when it fits. role_id: whose rights tell '
'which columns the file can bring at all.';
