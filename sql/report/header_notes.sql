create or replace function tabular_import_engine.header_notes(
    table_id oid, header text[], role_id oid, options jsonb
)
returns text[]
language sql
stable
security invoker
begin atomic
    with cell as (
        select
            h.name,
            h.position,
            h.column_name,
            c.is_writable
        from
            unnest(
                header_notes.header, tabular_import_engine.match_header(header_notes.table_id, header_notes.header)
            ) with ordinality as h (name, column_name, position)
        left join tabular_import_engine.target_columns(header_notes.table_id) as c on c.column_name = h.column_name
    )

    select array_remove(array[
        (
            select
                format(
                    'Left out by option extra_columns: %s.',
                    tabular_import_engine.name_list(array_agg(c.name order by c.position))
                )
            from cell as c
            where c.is_writable is distinct from true
            having count(*) > 0
        ),
        (
            select
                string_agg(
                    format(
                        'Column %s of the file, "%s", is taken for %s.', t.position,
                        tabular_import_engine.shown_name(t.name), t.column_name
                    ),
                    ' ' order by t.position
                ) filter (where t.number <= 50)
                || case when count(*) > 50 then format(' So are %s more.', count(*) - 50) else '' end
            from (
                select
                    c.*,
                    row_number() over (order by c.position) as number
                from cell as c
                -- Outer spaces alone are nothing to speak of.
                where c.is_writable and regexp_replace(c.name, '^\s+|\s+$', '', 'g') <> c.column_name
            ) as t
        ),
        (
            select
                format(
                    'The file does not bring %s.',
                    tabular_import_engine.name_list(
                        array_agg(
                            format('%s (%s)', m.column_name, case when m.has_default then 'its default' else 'NULL' end)
                        )
                    )
                )
            from
                tabular_import_engine.missing_columns(
                    header_notes.table_id, header_notes.header, header_notes.role_id, header_notes.options
                ) as m
            having count(*) > 0
        )
    ], null);
end;

comment on function tabular_import_engine.header_notes(oid, text[], oid, jsonb) is
'What a job''s hint says of a header that fits: columns that are left out, taken for others, or not there.';
