create or replace function tabular_import_private.error_causes(job_id bigint)
returns table (
    cause_number bigint,
    column_name text,
    sqlstate text,
    constraint_name text,
    reason text,
    offending_values jsonb,
    value_count bigint,
    row_ranges text,
    row_count bigint,
    error_count bigint,
    first_row bigint,
    first_line bigint,
    hint text
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
-- A million texts are grouped without being sorted. Nobody has counted the rows that the job has just written.
set work_mem = '64MB'
set enable_sort = off
set enable_nestloop = off
set jit = off
as $$
declare
    c_most_values constant integer := 10;
    c_most_ranges constant integer := 100;
begin
    return query
    with keyed as not materialized (
        select
            e.error_number, e.row_number, e.line_number, e.value, e.message, e.hint, e.sqlstate, e.is_cell_error,
            -- Texts that are there can be joined by hash.
            coalesce(e.column_name, '') as column_name,
            coalesce(e.constraint_name, '') as constraint_name,
            -- Our own messages are the same but for the value; in those of user code and of readers we know of none.
            case
                when e.is_cell_error or starts_with(e.message, 'Unable to resolve a link: ') then ''
                when e.column_name is null and e.constraint_name is null and e.message ~ '[0-9"'']'
                    then regexp_replace(
                        e.message, e'"[^"]*"|(?<!\\w)''[^'']*''(?!\\w)|((?<!\\w)-)?[0-9]+([.,:/-][0-9]+)*', '...', 'g')
                else e.message
            end as wording
        from tabular_import_private.import_job_error as e
        where e.job_id = error_causes.job_id
    ),
    cause as materialized (
        select
            c.column_name, c.sqlstate, c.constraint_name, c.is_cell_error, c.wording, c.error_count, c.first_error,
            c.first_row, c.first_line, c.hint, c.is_same_message,
            -- Of a million numbers apart from each other it is long: it is read here, and not handed on.
            case
                when c.error_count = 1 then c.first_row::text
                else tabular_import_engine.range_list(c.found, c_most_ranges)
            end as row_ranges,
            case
                when c.error_count = 1 then (c.first_row is not null)::integer
                else coalesce(
                    (select sum(upper(r.part) - lower(r.part)) from (select unnest(c.found) as part) as r), 0)
            end::bigint as row_count
        from (
            select
                k.column_name, k.sqlstate, k.constraint_name, k.is_cell_error, k.wording, count(*) as error_count,
                min(k.error_number) as first_error, min(k.row_number) as first_row, min(k.line_number) as first_line,
                range_agg(int8range(k.row_number, k.row_number + 1)) filter (where k.row_number is not null) as found,
                case
                    when count(k.hint) = count(*) and min(k.hint collate "C") = max(k.hint collate "C")
                        then min(k.hint collate "C")
                end as hint,
                min(k.message collate "C") = max(k.message collate "C") as is_same_message
            from keyed as k
            group by k.column_name, k.sqlstate, k.constraint_name, k.is_cell_error, k.wording
        ) as c
    ),
    by_value as materialized (
        select c.first_error as cause, count(*) as error_count, min(k.error_number) as first_error
        from keyed as k
        inner join cause as c using (column_name, sqlstate, constraint_name, is_cell_error, wording)
        where k.value is not null
        group by c.first_error, k.value
    ),
    counted as materialized (
        select v.cause, count(*) as value_count
        from by_value as v
        group by v.cause
    ),
    first as materialized (
        select v.cause, v.error_count, v.first_error, v.place
        from (
            select
                v.cause, v.error_count, v.first_error,
                row_number() over (partition by v.cause order by v.error_count desc, v.first_error) as place
            from by_value as v
        ) as v
        where v.place <= c_most_values
    ),
    known as materialized (
        select w.column_name, w.words
        from tabular_import_private.import_job as j
        cross join lateral tabular_import_private.known_words(
            j, array(select distinct c.column_name from cause as c)) as w
        where j.id = error_causes.job_id
    ),
    listed as materialized (
        select
            f.cause, f.error_count, f.place, e.value, e.hint,
            case
                when k.words is not null then tabular_import_engine.word_suggestion(e.value, k.words)
            end as suggestion
        from first as f
        -- One by one: to hash all row errors for a few takes as long as all the rest.
        cross join lateral (
            select o.value, o.hint, o.column_name
            from tabular_import_private.import_job_error as o
            where o.job_id = error_causes.job_id and o.error_number = f.first_error
            limit 1
        ) as e
        left join known as k on k.column_name = e.column_name
    ),
    told as materialized (
        select
            l.cause, min(n.value_count) as value_count,
            jsonb_agg(
                jsonb_build_object(
                    'value', l.value, 'count', l.error_count,
                    'hint', nullif(concat_ws(' ', l.suggestion, case when c.hint is null then l.hint end), ''))
                order by l.place) as offending_values,
            case when min(n.value_count) = 1 then min(l.suggestion) end as suggestion
        from listed as l
        inner join cause as c on c.first_error = l.cause
        inner join counted as n on n.cause = l.cause
        group by l.cause
    )
    select
        row_number() over (order by c.first_row is not null, c.row_count desc, c.first_row, c.first_error),
        nullif(c.column_name, ''),
        c.sqlstate,
        nullif(c.constraint_name, ''),
        case
            when c.wording = '' then tabular_import_engine.message_reason(e.message, e.value)
            when c.is_same_message then e.message
            else c.wording
        end,
        coalesce(t.offending_values, '[]'),
        coalesce(t.value_count, 0),
        c.row_ranges,
        c.row_count,
        c.error_count,
        c.first_row,
        c.first_line,
        nullif(concat_ws(' ', t.suggestion, c.hint), '')
    from cause as c
    cross join lateral (
        select f.message, f.value
        from tabular_import_private.import_job_error as f
        where f.job_id = error_causes.job_id and f.error_number = c.first_error
        limit 1
    ) as e
    left join told as t on t.cause = c.first_error;
end;
$$;

comment on function tabular_import_private.error_causes(bigint) is
'The causes of a job''s row errors, see view import_job_error_summary, which is the only one to call it: it asks '
'nobody''s rights.';

-- The view calls it for whoever reads it; nobody else can name it.
grant execute on function tabular_import_private.error_causes(bigint)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
