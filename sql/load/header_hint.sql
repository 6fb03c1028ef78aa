create or replace function tabular_import_private.header_hint(
    job tabular_import_private.import_job, header text[], reading jsonb
)
returns text
language sql
stable
security invoker
begin atomic
    with wanted as (
        select
            string_agg(c.column_name, ', ') filter (where c.is_writable) as writable,
            string_agg(c.column_name, ', ') filter (
                where c.is_writable and c.is_required and not c.has_default
            ) as required,
            count(*) filter (
                where c.is_writable
                and has_column_privilege(
                    (header_hint.job).submitter, (header_hint.job).table_id, c.column_number, 'insert'
                )
            ) as columns
        from tabular_import_engine.target_columns((header_hint.job).table_id) as c
    ),

    other as (
        select
            string_agg(
                format(
                    '"%s" in column %s and the table''s %s differ in characters that are not seen.',
                    tabular_import_engine.shown_name(h.name), h.position, c.column_name
                ),
                ' ' order by h.position
            ) filter (where c.column_name is not null and c.column_name <> h.name) as alike,
            coalesce(bool_or(h.match is null), false) as is_extra,
            coalesce(bool_or(h.match is not null), false) as is_named,
            coalesce(bool_or(not c.is_writable), false) as is_made
        from
            unnest(
                header_hint.header,
                tabular_import_engine.match_header((header_hint.job).table_id, header_hint.header)
            ) with ordinality as h (name, match, position)
        left join tabular_import_engine.target_columns((header_hint.job).table_id) as c
            on
                c.column_name = h.match
                or h.match is null
                and tabular_import_engine.name_keys(c.column_name) && tabular_import_engine.name_keys(h.name)
    ),

    repeated as (
        select
            h.name,
            string_agg(
                tabular_import_private.column_place(h.position, header_hint.reading), ' and ' order by h.position
            ) as places,
            min(h.position) as first
        from unnest(header_hint.header) with ordinality as h (name, position)
        group by h.name
        having count(*) > 1
        order by first
        limit 20
    )

    select
        concat_ws(
            ' ',
            (
                select
                    format(
                        'Names that stand more than once: %s.',
                        string_agg(
                            format('%s (columns %s)', tabular_import_engine.shown_name(r.name), r.places), ', '
                            order by r.first
                        )
                    )
                from repeated as r
                having count(*) > 0
            ),
            case
                when
                    not o.is_named and cardinality(header_hint.header) = w.columns
                    and header_hint.reading ->> 'header_line' ~ '^[0-9]+$'
                    then
                        format(
                            'No cell of %s %s names a column of the table, and there are as many as it has columns: '
                            'if the file has no header, set option header to none.',
                            case when header_hint.reading ->> 'sheet' is null then 'line' else 'row' end,
                            header_hint.reading ->> 'header_line'
                        )
            end,
            format('The columns of the table are: %s.', w.writable),
            case
                when (header_hint.job).options ->> 'missing_columns' is not distinct from 'error'
                    then
                        'Every one that the database does not fill by itself has to stand in the header once, spelt as '
                        'in the table.'
                when w.required is null
                    then 'None of them has to be there; a name is spelt as in the table.'
                else
                    format(
                        'Of these %s must stand in the header once, spelt as in the table; others may be missing and '
                        'are NULL or their default then.',
                        w.required
                    )
            end,
            o.alike,
            case
                when o.is_extra or o.is_made then
                    'Option extra_columns: ignore leaves out what the table has no place for.'
            end
        )
    from wanted as w
    cross join other as o;
end;

comment on function tabular_import_private.header_hint(tabular_import_private.import_job, text[], jsonb) is
'What a header has to be, for the hint of a job whose file''s header does not fit. reading: how the file was read.';
