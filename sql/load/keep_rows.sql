create or replace function tabular_import_private.keep_rows(
    job tabular_import_private.import_job, counts tabular_import_engine.import_counts, header text[], fitted text[],
    rows jsonb
)
returns text[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most_rows bigint := tabular_import_private.setting('max_kept_rows', job.submitter);
    v_most_bytes bigint := tabular_import_private.setting('max_kept_bytes', job.submitter);
    v_table text;
    -- A row of it: number, line, read error and cells.
    v_source text;
    v_bad bigint[];
    v_is_all boolean := counts.is_refused;
    v_kept bigint;
begin
    if job.parent_job_id is not null then
        perform tabular_import_private.keep_resumed_rows(job, counts);
        return '{}';
    end if;
    perform tabular_import_private.forget_kept_rows(job);
    if not counts.is_refused and counts.rows_rejected = 0 then
        return '{}';
    end if;
    v_bad := tabular_import_private.refused_rows(job.id, counts.unlisted_rows);
    select format('tabular_import_staging.%I', s.table_name) into v_table
    from tabular_import_private.staging as s
    where s.job_id = job.id and s.attempt = job.attempt and s.table_name is not null;
    if v_table is null then
        v_source := 'select r.number as row_number, (r.cells ->> 0)::bigint as line_number, '
            'r.cells ->> 1 as read_error, array(select c.cell '
            'from jsonb_array_elements_text(r.cells) with ordinality as c (cell, place) '
            'where c.place > 2 order by c.place) as cells '
            'from jsonb_array_elements($2) with ordinality as r (cells, number)';
    else
        v_source := format(
            'select s.row_number, s.line_number, s.read_error, array[%s]::text[] as cells from %s as s',
            (
                select string_agg('s.c' || n, ', ' order by n)
                from generate_series(1, cardinality(keep_rows.header)) as n
            ),
            v_table);
    end if;
    v_is_all := v_is_all and counts.rows_read <= v_most_rows
        and coalesce(pg_table_size(v_table::regclass), pg_column_size(keep_rows.rows)) <= v_most_bytes;
    execute format(
        case when v_is_all then
            'insert into tabular_import_private.import_kept_row '
            '(job_id, row_number, line_number, read_error, cells, is_bad) '
            'select $1, s.row_number, s.line_number, s.read_error, s.cells, b.row_number is not null '
            'from (%s) as s left join unnest($3) as b (row_number) on b.row_number = s.row_number'
        else
            'insert into tabular_import_private.import_kept_row '
            '(job_id, row_number, line_number, read_error, cells, is_bad) '
            'select $1, s.row_number, s.line_number, s.read_error, s.cells, true '
            'from (select s.*, row_number() over w as position, sum(pg_column_size(s.cells)) over w as bytes '
            'from (%s) as s inner join unnest($3) as b (row_number) on b.row_number = s.row_number '
            'window w as (order by s.row_number rows unbounded preceding)) as s '
            'where s.position <= $4 and s.bytes <= $5'
        end,
        v_source)
    using job.id, keep_rows.rows, v_bad, v_most_rows, v_most_bytes;
    get diagnostics v_kept = row_count;
    insert into tabular_import_private.import_kept_file (job_id, header, fitted, row_count, is_whole, is_all)
    values (
        job.id, keep_rows.header, keep_rows.fitted, v_kept,
        v_kept = case when counts.is_refused then counts.rows_read else counts.rows_rejected end, counts.is_refused);
    if v_kept < cardinality(v_bad) then
        return array[format(
            'Only %s of the %s refused row(s) were kept to be handed back: an administrator limits them by the '
            'settings max_kept_rows and max_kept_bytes.', v_kept, cardinality(v_bad))];
    elsif counts.is_refused and not v_is_all then
        return array[format(
            'Of the rows, none of which was imported, only the %s refused ones were kept to be handed back: an '
            'administrator limits them by the settings max_kept_rows and max_kept_bytes.', v_kept)];
    end if;
    return '{}';
end;
$$;

comment on function tabular_import_private.keep_rows(
    tabular_import_private.import_job, tabular_import_engine.import_counts, text[], text[], jsonb
) is
'Keeps the rows of a job that are not imported: of one that is refused all, else those with row errors. If they are '
'more than settings allow, only those with errors, the first ones. header: the file''s own names; fitted: the columns '
'of the table that they fill; rows: see run_small_import, NULL if they are staged. Returns sentences for the hint.';
