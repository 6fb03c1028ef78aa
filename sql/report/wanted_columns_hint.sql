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
                when w.mode in ('upsert', 'update', 'sync') and w.key_columns is not null
                    then
                        format(
                            'Of these %s must stand in the header once, as the key; ',
                            array_to_string(w.key_columns, ', ')
                        )
                        || case w.mode
                            when 'update' then 'others may be missing and keep their values then.'
                            else
                                'others may be missing: they keep their values then, and are NULL or their default in '
                                'new rows.'
                        end
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
                        'Rows are found by %1$s, which the database makes, with option key: %1$s.',
                        k.columns[1]
                    )
                from tabular_import_engine.identity_keys(wanted_columns_hint.table_id) as k
                where
                    w.mode = 'update' and not wanted_columns_hint.options ? 'key'
                    and k.columns <> w.key_columns
                    and tabular_import_engine.is_matched_only(
                        wanted_columns_hint.table_id, k.columns[1],
                        jsonb_build_object('mode', 'update', 'key', k.columns)
                    )
                    and cardinality(k.columns) = 1
                order by k.columns
                limit 1
            ),
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
            tabular_import_engine.merge_mode(wanted_columns_hint.options) as mode,
            (
                select k.columns
                from tabular_import_engine.merge_key(wanted_columns_hint.table_id, wanted_columns_hint.options) as k
            ) as key_columns,
            string_agg(c.column_name, ', ') filter (
                where
                c.is_writable
                or tabular_import_engine.is_matched_only(
                    wanted_columns_hint.table_id, c.column_name, wanted_columns_hint.options
                )
            ) as writable,
            string_agg(c.column_name, ', ') filter (
                where c.is_writable and c.is_required and not c.has_default
            ) as required
        from tabular_import_engine.target_columns(wanted_columns_hint.table_id) as c
    ) as w;
end;

comment on function tabular_import_engine.wanted_columns_hint(oid, jsonb) is
'Which columns a file can bring to a table, and which it has to. options: the job''s.';
