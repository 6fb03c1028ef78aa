create or replace function tabular_import_private.marked_file(
    called_by tabular_import_private.calling_role, job_id bigint, format text, all_rows boolean
)
returns bytea
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 1000;
    v_caller oid := tabular_import_private.caller(marked_file.called_by);
    v_kept tabular_import_private.import_kept_file;
    v_delimiter text;
    v_head text;
    v_lines text;
begin
    if lower(marked_file.format) is distinct from 'csv' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The database writes marked files as CSV only.',
            hint => format(
                'For a spreadsheet: tabular-import errors %s --format xlsx -o FILE.',
                coalesce(marked_file.job_id::text, 'ID')));
    end if;
    v_kept := tabular_import_private.kept_file(v_caller, marked_file.job_id);
    if marked_file.all_rows and not (v_kept.is_all and v_kept.is_whole) then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            pg_catalog.format('Not all rows of job %s are kept.', v_kept.job_id),
            hint => pg_catalog.format(
                'From the file itself: tabular-import errors %s --format csv --all-rows -o FILE.',
                v_kept.job_id));
    end if;
    -- As the file has it, so that the program which wrote that one reads this one.
    select
        coalesce(
            e'{"comma": ",", "semicolon": ";", "tab": "\\t", "pipe": "|"}'::jsonb ->> (j.reading ->> 'delimiter'), ',')
    into v_delimiter
    from tabular_import_private.import_job as j
    where j.id = v_kept.job_id;
    select
        string_agg(tabular_import_engine.marked_cell(h.name, v_delimiter), v_delimiter order by h.place)
    into v_head
    from unnest(
        array[
            case
                -- Without those that were given up it is not all of the file.
                when v_kept.is_all and v_kept.is_whole and (
                    marked_file.all_rows or not exists (
                        select from tabular_import_private.import_kept_row as g
                        where g.job_id = v_kept.job_id and g.is_given_up))
                    then 'tabular_import_row'
                else 'tabular_import_rejected_row'
            end,
            'tabular_import_errors']
        || v_kept.header
    ) with ordinality as h (name, place);
    with fixed as materialized (
        select
            k.row_number,
            tabular_import_engine.fixed_columns(k.cells, k.fixed, v_kept.header, v_kept.fitted) as columns
        from tabular_import_private.import_kept_row as k
        where k.job_id = v_kept.job_id and k.fixed is not null
    ),
    reason as materialized (
        select
            e.row_number,
            string_agg(
                left(e.message, c_most) || coalesce(
                    ' (' || nullif(concat_ws(
                        ' ', left(e.detail, c_most),
                        left(nullif(concat_ws(' ', e.suggestion, e.hint), ''), c_most)), '') || ')',
                    ''),
                '; ' order by e.error_number) as reasons
        from tabular_import_private.import_job_error as e
        left join fixed as f on f.row_number = e.row_number
        where e.job_id = v_kept.job_id and e.row_number is not null
            -- What was wrong with a cell that has been corrected is not wrong with it now.
            and (f.columns && (e.column_name || string_to_array(e.column_name, ', '))) is not true
        group by e.row_number
    )
    select
        string_agg(
            concat_ws(
                v_delimiter,
                k.row_number,
                tabular_import_engine.marked_cell(
                    tabular_import_engine.marked_reason(
                        k.is_bad and (k.fixed is null or r.reasons is not null),
                        case when k.fixed is null then k.read_error end, r.reasons,
                        array_to_string(coalesce(k.fixed, k.cells), '') = ''), v_delimiter),
                (
                    select
                        string_agg(
                            tabular_import_engine.marked_cell(c.cell, v_delimiter), v_delimiter order by c.place)
                    from unnest(coalesce(k.fixed, k.cells)) with ordinality as c (cell, place)
                )) || e'\r\n',
            '' order by k.row_number)
    into v_lines
    from tabular_import_private.import_kept_row as k
    left join reason as r on r.row_number = k.row_number
    where k.job_id = v_kept.job_id and (marked_file.all_rows or not k.is_given_up);
    -- The mark by which spreadsheet programs know UTF-8.
    return e'\\xefbbbf'::bytea || convert_to(v_head || e'\r\n' || coalesce(v_lines, ''), 'UTF8');
end;
$$;

comment on function tabular_import_private.marked_file(
    tabular_import_private.calling_role, bigint, text, boolean
) is
'See tabular_import.marked_file. called_by: the role that calls it.';
