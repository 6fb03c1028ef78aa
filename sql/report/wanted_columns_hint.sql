create or replace function tabular_import_engine.wanted_columns_hint(table_id oid, options jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        concat_ws(
            ' ',
            format('The columns of the table are: %s.', w.writable),
            case
                when wanted_columns_hint.options ->> 'missing_columns' is not distinct from 'error'
                    then
                        'Every one that the database does not fill by itself has to stand in the header once.'
                when w.required is null
                    then 'None of them has to be there.'
                else
                    format(
                        'Of these %s must stand in the header once; others may be missing and are NULL or their '
                        'default then.',
                        w.required
                    )
            end,
            (
                select
                    format(
                        'Rows of other tables may be named: %s.',
                        string_agg(
                            format('%s for %s', l.name, array_to_string(l.columns, ', ')),
                            '; ' order by l.columns, l.name
                        )
                    )
                from tabular_import_engine.target_links(wanted_columns_hint.table_id) as l
                where l.name <> all(l.columns)
                having count(*) between 1 and 50
            )
        )
    from (
        select
            string_agg(c.column_name, ', ') filter (where c.is_writable) as writable,
            string_agg(c.column_name, ', ') filter (
                where c.is_writable and c.is_required and not c.has_default
            ) as required
        from tabular_import_engine.target_columns(wanted_columns_hint.table_id) as c
    ) as w;
end;

comment on function tabular_import_engine.wanted_columns_hint(oid, jsonb) is
'Which columns a file can bring to a table, and which it has to. options: the job''s.';
