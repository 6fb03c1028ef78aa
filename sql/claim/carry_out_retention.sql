create or replace function tabular_import_private.carry_out_retention(done_by name, batch_size integer)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_chunks constant bigint := 64;
    v_now timestamptz := tabular_import_private.clock();
    v_kind record;
    v_ids bigint[];
    v_files uuid[];
    v_count bigint;
    v_emptied bigint;
    v_total bigint := 0;
begin
    for v_kind in
        select r.kind, v_now - min(r.keep) as latest
        from tabular_import_private.retention as r
        group by r.kind
        order by r.kind
    loop
        if v_kind.kind = 'events' then
            delete from tabular_import_private.import_job_event as e
            where e.ctid = any(array(
                select a.ctid
                from tabular_import_private.import_job_event as a
                where a.happened_at < v_kind.latest
                    and a.happened_at < v_now - tabular_import_private.kept_for('events', a.table_path)
                limit carry_out_retention.batch_size
                for update skip locked));
            get diagnostics v_count = row_count;
        elsif v_kind.kind = 'files' then
            v_files := tabular_import_private.due_files(v_now, carry_out_retention.batch_size);
            v_count := tabular_import_private.delete_unused_files(v_files);
            -- Looked up behind the locks: for what a job was submitted meanwhile, it is kept.
            update tabular_import_private.import_file as f
            set content_deleted_at = v_now
            where f.id = any(v_files) and tabular_import_private.is_file_due(f.id, v_now);
            get diagnostics v_emptied = row_count;
            v_count := v_count + v_emptied;
        else
            v_ids := array(
                select j.id
                from tabular_import_private.import_job as j
                where j.completed_at < v_kind.latest
                    and j.completed_at < v_now - tabular_import_private.kept_for(v_kind.kind, j.table_path)
                    and v_kind.kind <> all(j.cleared_kinds)
                order by j.completed_at
                limit carry_out_retention.batch_size
                for update skip locked);
            v_count := cardinality(v_ids);
            if v_kind.kind = 'jobs' then
                perform tabular_import_private.delete_jobs(
                    v_ids, carry_out_retention.done_by, '{"by": "retention"}');
            elsif v_count > 0 then
                perform tabular_import_private.clear_jobs(v_ids, v_kind.kind, 10 * carry_out_retention.batch_size);
            end if;
        end if;
        v_total := v_total + v_count;
    end loop;
    return v_total + tabular_import_private.empty_files(c_chunks);
end;
$$;

comment on function tabular_import_private.carry_out_retention(name, integer) is
'Deletes some of what is kept past its time, see set_import_retention, and returns how much that was: 0 when nothing '
'is left. It waits for nobody. done_by: the role that is noted; batch_size: of how many jobs, files and events.';
