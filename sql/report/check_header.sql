create or replace function tabular_import_engine.check_header(
    table_id oid, header text[], role_id oid, options jsonb, out kind text, out message text
)
language sql
stable
security invoker
begin atomic
    with cell as (
        select
            case when c.is_writable is null then h.name else h.column_name end as name,
            c.is_writable
        from
            tabular_import_engine.match_header(
                check_header.table_id, check_header.header, check_header.options
            ) as h
        left join tabular_import_engine.target_columns(check_header.table_id) as c on c.column_name = h.column_name
        where
            c.is_writable is distinct from true and coalesce(h.step, '') not in ('left out', 'row version')
            -- A link may have more cells than columns.
            and (h.column_name is not null or jsonb_typeof(h.link) is distinct from 'object')
            and not tabular_import_engine.is_matched_only(
                check_header.table_id, h.column_name, check_header.options
            )
    ),

    extra as (
        select
            tabular_import_engine.name_list(
                array_agg(c.name order by c.name collate "C") filter (where c.is_writable is null)
            ) as unknown,
            tabular_import_engine.name_list(
                array_agg(c.name order by c.name collate "C") filter (where not c.is_writable)
            ) as made,
            count(*) filter (where not c.is_writable) as made_count
        from cell as c
        where check_header.options ->> 'extra_columns' is distinct from 'ignore'
    ),

    missing as (
        select
            tabular_import_engine.name_list(array_agg(m.column_name order by m.column_name collate "C")) as names,
            coalesce(bool_or(m.is_truly_required), false) as is_refused
        from tabular_import_engine.missing_columns(
            check_header.table_id, check_header.header, check_header.role_id, check_header.options
        ) as m
    ),

    found as (
        select
            (
                select count(distinct h.name) < count(*)
                from
                    tabular_import_engine.match_header(
                        check_header.table_id, check_header.header, check_header.options
                    ) as h
                where h.step is distinct from 'left out'
            ) as is_repeated,
            nullif(concat_ws(
                e'\n',
                'Incoming dataset describes extra columns: ' || e.unknown,
                case
                    when e.made_count = 1 then format('%s is made by the database: leave it out', e.made)
                    when e.made_count > 1 then format('%s are made by the database: leave them out', e.made)
                end,
                -- What the file need not bring is named with what it must: one may be a misspelling of the other.
                case
                    when m.is_refused or e.unknown is not null
                        then 'Incoming dataset is missing columns: ' || m.names
                end
            ), '') as difference
        from extra as e
        cross join missing as m
    )

    select
        case when f.is_repeated then 'repeated' when f.difference is not null then 'different' end as kind,
        case when f.is_repeated then 'Incoming dataset has duplicate column headers' else f.difference end as message
    from found as f;
end;

comment on function tabular_import_engine.check_header(oid, text[], oid, jsonb) is
'What is wrong with a file''s header for a table; NULLs when it fits. kind: repeated, a name that stands more than '
'once, which comes before all else, or different, columns that are missing or are none; message: the same as a '
'sentence. role_id: whose rights tell which columns the file can bring at all; options: the job''s.';
