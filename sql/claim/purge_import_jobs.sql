create or replace function tabular_import_private.purge_import_jobs(
    called_by tabular_import_private.calling_role, older_than interval, batch_size integer
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := tabular_import_private.clock();
    v_before timestamptz := v_now - purge_import_jobs.older_than;
    v_jobs bigint;
    v_uploads bigint;
begin
    perform tabular_import_private.caller(purge_import_jobs.called_by);
    if purge_import_jobs.older_than < '0'
        or coalesce(purge_import_jobs.batch_size < 1, true)
    then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'older_than must be an interval of 0 or more, and batch_size 1 or more.',
            hint => 'Such as tabular_import.purge_import_jobs(''90 days'').');
    end if;
    -- What ended in the future ended before the clock was put back: that counts as just now, once.
    update tabular_import_private.import_job as j
    set completed_at = v_now - interval '1 microsecond'
    from (
        select a.id
        from tabular_import_private.import_job as a
        where a.completed_at > v_now
        for no key update skip locked
    ) as a
    where j.id = a.id;
    update tabular_import_private.import_file as f
    set created_at = least(f.created_at, v_now - interval '1 microsecond'),
        finished_at = least(f.finished_at, v_now - interval '1 microsecond')
    from (
        select a.id
        from tabular_import_private.import_file as a
        where coalesce(a.finished_at, a.created_at) > v_now
        for no key update skip locked
    ) as a
    where f.id = a.id;
    v_jobs := tabular_import_private.delete_jobs(
        array(
            select j.id
            from tabular_import_private.import_job as j
            where j.completed_at < v_before
            order by j.completed_at
            limit purge_import_jobs.batch_size
            for update skip locked),
        purge_import_jobs.called_by, '{"by": "purge_import_jobs"}');
    -- Uploads that nobody finished or used.
    v_uploads := tabular_import_private.delete_unused_files(array(
        select f.id
        from tabular_import_private.import_file as f
        where coalesce(f.finished_at, f.created_at) < v_before
            and not exists (select from tabular_import_private.import_job as j where j.file_id = f.id)
        limit purge_import_jobs.batch_size));
    -- Tables that were dropped.
    delete from tabular_import_private.table_use as u
    using (
        select a.table_id
        from tabular_import_private.table_use as a
        where not exists (select from pg_class as c where c.oid = a.table_id)
        for update skip locked
    ) as a
    where u.table_id = a.table_id;
    delete from tabular_import_private.import_approval as o
    using (
        select a.table_id
        from tabular_import_private.import_approval as a
        where not exists (select from pg_class as c where c.oid = a.table_id)
        for update skip locked
    ) as a
    where o.table_id = a.table_id;
    perform tabular_import_private.clean_up();
    return v_jobs + v_uploads
        + tabular_import_private.carry_out_retention(purge_import_jobs.called_by, purge_import_jobs.batch_size);
end;
$$;

comment on function tabular_import_private.purge_import_jobs(tabular_import_private.calling_role, interval, integer) is
'See tabular_import.purge_import_jobs. called_by: the role that calls it.';
