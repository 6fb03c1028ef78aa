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
            h.place,
            h.column_name,
            coalesce(h.link ->> 'title', h.column_name) as meant,
            h.step,
            c.is_writable
            or tabular_import_engine.is_matched_only(
                header_notes.table_id, c.column_name, header_notes.options
            ) as is_writable
        from
            tabular_import_engine.match_header(
                header_notes.table_id, header_notes.header, header_notes.options
            ) as h
        left join tabular_import_engine.target_columns(header_notes.table_id) as c on c.column_name = h.column_name
    )

    select array_remove(array[
        (
            select
                format(
                    'By option columns: %s.',
                    string_agg(
                        case
                            when t.step = 'columns'
                                then format('%s is %s', tabular_import_engine.shown_name(t.name), t.meant)
                            else tabular_import_engine.shown_name(t.name) || ' is left out'
                        end, ', ' order by t.place
                    ) filter (where t.number <= 50)
                    || case when count(*) > 50 then format(' and %s more', count(*) - 50) else '' end
                )
            from (
                select
                    c.*,
                    row_number() over (order by c.place) as number
                from cell as c
                where c.step in ('columns', 'left out')
            ) as t
            having count(*) > 0
        ),
        (
            select
                format(
                    'By option constants: %s.',
                    tabular_import_engine.name_list(array_agg(k.name order by k.name collate "C"))
                )
            from
                jsonb_object_keys(
                    case
                        when jsonb_typeof(header_notes.options -> 'constants') = 'object'
                            then header_notes.options -> 'constants'
                        else '{}'
                    end
                ) as k (name)
            having count(*) > 0
        ),
        (
            select
                format(
                    'Left out by option extra_columns: %s.',
                    tabular_import_engine.name_list(array_agg(c.name order by c.place))
                )
            from cell as c
            where
                c.is_writable is distinct from true and coalesce(c.step, '') not in ('left out', 'row version')
                and (c.column_name is not null or c.meant is null)
            having count(*) > 0
        ),
        (
            select
                format(
                    'Matched despite another spelling: %s.',
                    string_agg(
                        format('%s is %s', tabular_import_engine.shown_name(t.name), t.meant),
                        ', ' order by t.place
                    ) filter (where t.number <= 50)
                    || case when count(*) > 50 then format(' and %s more', count(*) - 50) else '' end
                )
            from (
                select
                    c.*,
                    row_number() over (order by c.place) as number
                from cell as c
                -- Outer spaces and capitals alone are nothing to speak of.
                where
                    c.step in ('alike', 'folded', 'alike link', 'folded link')
                    and lower(regexp_replace(c.name, '^\s+|\s+$', '', 'g')) <> lower(c.meant)
            ) as t
            having count(*) > 0
        ),
        (
            select
                format(
                    'The file has no column for %s.',
                    tabular_import_engine.name_list(
                        array_agg(
                            case
                                when header_notes.options ->> 'mode' = 'update' then format('%s (kept)', m.column_name)
                                else format(
                                    '%s (%s%s)', m.column_name,
                                    case when m.has_default then 'its default' else 'NULL' end,
                                    case
                                        when header_notes.options ->> 'mode' <> 'insert' then ' in new rows'
                                    end
                                )
                            end
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
