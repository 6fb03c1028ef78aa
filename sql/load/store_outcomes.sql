create or replace function tabular_import_private.store_outcomes(
    job tabular_import_private.import_job, plan tabular_import_engine.import_plan
)
returns tabular_import_engine.import_counts
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts tabular_import_engine.import_counts;
begin
    -- The session keeps the plan of this statement: to make it takes as long as to insert a few rows.
    with outcome as materialized (
        select o.*
        from tabular_import_private.runner_outcomes(job.submitter, store_outcomes.plan, job.time_zone)
            with ordinality as o (
                row_number, line_number, column_name, value, sqlstate, constraint_name, message, detail, hint,
                row_count, is_cell_error, fallback, position)
    ),
    refused as materialized (
        select
            o.*,
            row_number() over w as error_number,
            sum(octet_length(concat(o.column_name, o.value, o.constraint_name, o.message, o.detail, o.hint))) over w
                as bytes
        from (
            select
                o.row_number, o.line_number, o.column_name, tabular_import_engine.shortened(o.value) as value,
                o.sqlstate, o.constraint_name, tabular_import_engine.shortened(o.message) as message,
                tabular_import_engine.shortened(o.detail) as detail, tabular_import_engine.shortened(o.hint) as hint,
                coalesce(o.is_cell_error, false) as is_cell_error, o.position
            from outcome as o
            where tabular_import_engine.is_row_error(o.sqlstate)
            offset 0
        ) as o
        window w as (order by o.row_number nulls first, o.position rows unbounded preceding)
    ),
    limits as materialized (
        select
            tabular_import_private.setting('max_row_errors', job.submitter) as most_errors,
            tabular_import_private.setting('max_error_bytes', job.submitter) as most_bytes
    ),
    stored as (
        insert into tabular_import_private.import_job_error (
            job_id, error_number, row_number, line_number, column_name, value, sqlstate, constraint_name, message,
            detail, hint, is_cell_error)
        select
            job.id, r.error_number, r.row_number, r.line_number, r.column_name, r.value, r.sqlstate, r.constraint_name,
            r.message, r.detail, r.hint, r.is_cell_error
        from refused as r
        where r.error_number <= (select m.most_errors from limits as m)
            and r.bytes <= (select m.most_bytes from limits as m)
    ),
    changed as (
        insert into tabular_import_private.import_job_change (
            job_id, change_number, row_number, action, key, old_values, new_values)
        select
            job.id,
            -- Behind those of its review, with which they are compared.
            coalesce((select max(c.change_number) from tabular_import_private.import_job_change as c
                where c.job_id = job.id), 0)
            + row_number() over (order by o.row_number nulls last, o.position), o.row_number, o.column_name,
            o.value::jsonb, o.detail::jsonb, o.hint::jsonb
        from outcome as o
        where o.sqlstate = '00000' and o.message = 'changed'
    )
    select
        count(*) filter (where tabular_import_engine.is_row_error(o.sqlstate)),
        count(*) filter (where tabular_import_engine.is_row_error(o.sqlstate) and o.row_number is null),
        count(distinct o.row_number) filter (where tabular_import_engine.is_row_error(o.sqlstate)),
        coalesce(
            sum(o.row_count) filter (
                where o.sqlstate = '02000' or o.sqlstate = '00000' and o.message = 'present'),
            0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'present'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'updated'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'unchanged'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'deleted'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'created'), 0),
        array_agg(o.detail order by o.position) filter (where o.sqlstate = '00000' and o.message = 'created'),
        array_agg(o.message) filter (where o.sqlstate = '00000' and o.row_count is null and o.fallback is null),
        count(o.fallback),
        (
            select array_agg(distinct r.row_number)
            from refused as r
            where r.row_number is not null
                and (
                    r.error_number > (select m.most_errors from limits as m)
                    or r.bytes > (select m.most_bytes from limits as m))
        ),
        (max(o.detail) filter (where o.sqlstate = '00000' and o.message = 'reviewed'))::jsonb
    into v_counts.errors, v_counts.file_errors, v_counts.rows_rejected, v_counts.rows_skipped, v_counts.rows_present,
        v_counts.rows_updated, v_counts.rows_unchanged, v_counts.rows_deleted, v_counts.parents_created,
        v_counts.created, v_counts.notes, v_counts.fallbacks, v_counts.unlisted_rows,
        v_counts.review
    from outcome as o;
    return v_counts;
end;
$$;

comment on function tabular_import_private.store_outcomes(
    tabular_import_private.import_job, tabular_import_engine.import_plan
) is
'Runs a plan as its submitter, stores the row errors (no more than max_row_errors and max_error_bytes allow) and what '
'a dry run or a review changes, counts '
'all of them and gathers what is no error but a note or a fallback.';
