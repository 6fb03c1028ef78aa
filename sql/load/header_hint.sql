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

    cell as materialized (
        select
            h.name,
            coalesce(h.column_name, h.link ->> 'title') as match,
            h.place as position
        from
            tabular_import_engine.match_header(
                (header_hint.job).table_id, header_hint.header, (header_hint.job).options
            ) as h
        where h.step is distinct from 'left out'
    ),

    -- The keys of each name are made once, however many there are on the other side.
    cell_key as materialized (
        select
            c.position,
            k.key
        from cell as c
        cross join unnest(tabular_import_engine.name_keys(c.name)) as k (key)
        where c.match is null
    ),

    column_key as materialized (
        select
            c.column_name,
            k.key
        from tabular_import_engine.target_columns((header_hint.job).table_id) as c
        cross join unnest(tabular_import_engine.name_keys(c.column_name)) as k (key)
        where exists (select from cell_key)
    ),

    alike as (
        select distinct
            h.position,
            c.column_name
        from cell_key as h
        inner join column_key as c on c.key = h.key
    ),

    shown as (
        select
            c.name,
            c.position,
            a.column_name
        from alike as a
        inner join cell as c on c.position = a.position and c.name <> a.column_name
        order by c.position, a.column_name
        limit 20
    ),

    -- Names that only capital and small letters keep from being columns.
    spelt as (
        select string_agg(format('%s for %s', s.column_name, s.name), ', ' order by s.position) as names
        from (
            select
                c.position,
                tabular_import_engine.shown_name(c.name) as name,
                t.column_name
            from cell as c
            inner join tabular_import_engine.target_columns((header_hint.job).table_id) as t
                on lower(t.column_name) = lower(btrim(c.name))
            where c.match is null
            order by c.position, t.column_name
            limit 20
        ) as s
    ),

    -- Of the others, what each may stand for.
    unknown as (
        select
            tabular_import_engine.nearest_hint(
                array(
                    select c.name from cell as c
                    where
                        c.match is null
                        and not exists (
                            select from tabular_import_engine.target_columns((header_hint.job).table_id) as t
                            where lower(t.column_name) = lower(btrim(c.name))
                        )
                        and c.position not in (select a.position from alike as a)
                    order by c.position
                ),
                array(
                    select t.column_name from tabular_import_engine.target_columns((header_hint.job).table_id) as t
                    where
                        t.is_writable
                        and t.column_name not in (
                            select c.match from cell as c
                            where c.match is not null
                        )
                    union all
                    select l.stem from tabular_import_engine.target_links((header_hint.job).table_id) as l
                    where l.stem is not null
                )
            ) as question
    ),

    other as (
        select
            (
                select
                    string_agg(
                        format(
                            '"%s" in column %s and the table''s %s differ in characters that are not seen.',
                            tabular_import_engine.shown_name(s.name), s.position, s.column_name
                        ),
                        ' ' order by s.position, s.column_name
                    )
                from shown as s
            ) as alike,
            coalesce((select bool_or(c.match is null) from cell as c), false) as is_extra,
            coalesce((select bool_or(c.match is not null) from cell as c), false) as is_named,
            coalesce((
                select bool_or(not t.is_writable)
                from tabular_import_engine.target_columns((header_hint.job).table_id) as t
                inner join (
                    select c.match as column_name from cell as c
                    union
                    select a.column_name from alike as a
                ) as n on n.column_name = t.column_name
            ), false) as is_made
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
            'Some names differ from the table''s in capital and small letters alone: write ' || s.names || '.',
            case
                when
                    s.names is null and not o.is_named and cardinality(header_hint.header) = w.columns
                    and header_hint.reading ->> 'header_line' ~ '^[0-9]+$'
                    then
                        format(
                            'No cell of %s %s names a column of the table, and there are as many as it has columns: '
                            'if the file has no header, set option header to none.',
                            tabular_import_engine.row_word(header_hint.reading),
                            header_hint.reading ->> 'header_line'
                        )
            end,
            u.question,
            format('The columns of the table are: %s.', w.writable),
            case
                when (header_hint.job).options ->> 'missing_columns' is not distinct from 'error'
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
            case
                when (header_hint.job).options ->> 'match_columns' is not distinct from 'exact' and o.is_extra
                    then 'Option match_columns: exact has names spelt as in the table.'
            end,
            o.alike,
            case
                when o.is_extra or o.is_made then
                    'Option extra_columns: ignore leaves out what the table has no place for.'
            end
        )
    from wanted as w
    cross join other as o
    cross join spelt as s
    cross join unknown as u;
end;

comment on function tabular_import_private.header_hint(tabular_import_private.import_job, text[], jsonb) is
'What a header has to be, for the hint of a job whose file''s header does not fit. reading: how the file was read.';
