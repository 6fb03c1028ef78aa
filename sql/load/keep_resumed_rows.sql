create or replace function tabular_import_private.keep_resumed_rows(
    job tabular_import_private.import_job, counts tabular_import_engine.import_counts
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad bigint[];
begin
    -- A job that is held is run again.
    if counts.review -> 'is_done' = 'false' then
        return;
    end if;
    if not counts.is_refused and counts.rows_rejected = 0 then
        delete from tabular_import_private.import_kept_row as k where k.job_id = job.id;
        delete from tabular_import_private.import_kept_file as k where k.job_id = job.id;
        return;
    end if;
    v_bad := tabular_import_private.refused_rows(job.id, counts.unlisted_rows);
    if not counts.is_refused then
        delete from tabular_import_private.import_kept_row as k
        where k.job_id = job.id and not exists (
            select from unnest(v_bad) as b (row_number) where b.row_number = k.row_number);
        update tabular_import_private.import_kept_file as k
        set is_all = false,
            row_count = counts.rows_rejected
        where k.job_id = job.id;
    end if;
    update tabular_import_private.import_kept_row as k
    set is_bad = n.is_bad
    from (
        select o.row_number, b.row_number is not null as is_bad
        from tabular_import_private.import_kept_row as o
        left join unnest(v_bad) as b (row_number) on b.row_number = o.row_number
        where o.job_id = job.id
    ) as n
    where k.job_id = job.id and k.row_number = n.row_number and k.is_bad <> n.is_bad;
end;
$$;

comment on function tabular_import_private.keep_resumed_rows(
    tabular_import_private.import_job, tabular_import_engine.import_counts
) is
'Leaves of the rows that a job was submitted with, to go on with those of another, those that are not imported.';
