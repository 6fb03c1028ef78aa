create or replace function tabular_import_private.header_hint(
    job tabular_import_private.import_job, header text[], reading jsonb
)
returns text
language sql
stable
security invoker
begin atomic
    with alike as materialized (
        select a.*
        from
            tabular_import_engine.alike_columns(
                (header_hint.job).table_id, header_hint.header, (header_hint.job).options
            ) as a
    ),

    found as (
        select
            tabular_import_engine.other_case_names(
                (header_hint.job).table_id, header_hint.header, (header_hint.job).options
            ) as other_case,
            (
                select
                    string_agg(
                        format(
                            '"%s" in column %s and the table''s %s differ in characters that are not seen.',
                            tabular_import_engine.shown_name(s.name), s.place, s.column_name
                        ),
                        ' ' order by s.place, s.column_name
                    )
                from (
                    select a.*
                    from alike as a
                    where a.name <> a.column_name
                    order by a.place, a.column_name
                    limit 20
                ) as s
            ) as alike,
            coalesce(bool_or(m.meant is null), false) as is_extra,
            coalesce(bool_or(m.meant is not null), false) as is_named,
            array_agg(m.meant) || array(select a.column_name from alike as a) as meant
        from
            tabular_import_engine.header_cells(
                (header_hint.job).table_id, header_hint.header, (header_hint.job).options
            ) as m
    )

    select
        concat_ws(
            ' ',
            tabular_import_private.repeated_names(header_hint.header, header_hint.reading),
            'Some names differ from the table''s in capital and small letters alone: write ' || f.other_case || '.',
            case
                when
                    f.other_case is null and not f.is_named
                    and header_hint.reading ->> 'header_line' ~ '^[0-9]+$'
                    and cardinality(header_hint.header) = (
                        select count(*)
                        from tabular_import_engine.target_columns((header_hint.job).table_id) as c
                        where
                            c.is_writable
                            and has_column_privilege(
                                (header_hint.job).submitter, (header_hint.job).table_id, c.column_number, 'insert'
                            )
                    )
                    then
                        format(
                            'No cell of %s %s names a column of the table, and there are as many as it has columns: '
                            'if the file has no header, set option header to none.',
                            tabular_import_engine.row_word(header_hint.reading),
                            header_hint.reading ->> 'header_line'
                        )
            end,
            tabular_import_engine.unknown_names_hint(
                (header_hint.job).table_id, header_hint.header, (header_hint.job).options,
                array(select a.place from alike as a)
            ),
            tabular_import_engine.wanted_columns_hint((header_hint.job).table_id, (header_hint.job).options),
            case
                when (header_hint.job).options ->> 'match_columns' is not distinct from 'exact' and f.is_extra
                    then 'Option match_columns: exact has names spelt as in the table.'
            end,
            f.alike,
            case
                when
                    f.is_extra or exists (
                        select from tabular_import_engine.target_columns((header_hint.job).table_id) as t
                        where not t.is_writable and t.column_name = any(f.meant)
                    )
                    then
                        'Option extra_columns: ignore leaves out what the table has no place for.'
            end
        )
    from found as f;
end;

comment on function tabular_import_private.header_hint(tabular_import_private.import_job, text[], jsonb) is
'What a header has to be, for the hint of a job whose file''s header does not fit. reading: how the file was read.';
