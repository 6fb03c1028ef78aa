create or replace function tabular_import_private.end_undo(
    called_by tabular_import_private.calling_role, job_id bigint, dry_run boolean
)
returns table (
    table_name text, action text, outcome text, row_count bigint, row_number bigint, key jsonb, reason text
)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_manage(end_undo.called_by, end_undo.job_id);
    v_name name := tabular_import_private.undo_lines_table(v_job);
    v_lines text := format('tabular_import_staging.%I', v_name);
    v_done bigint;
    v_left bigint;
begin
    if to_regclass(v_lines) is null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s is not being undone.', v_job.id));
    end if;
    for end_undo.table_name, end_undo.action, end_undo.outcome, end_undo.row_count, end_undo.row_number, end_undo.key,
        end_undo.reason in execute format(
        'select tabular_import_engine.table_path(l.table_id), l.action, '
        'case when l.table_id is null then ''note'' else ''undone'' end, '
        'case when l.table_id is not null then count(*) end, null::bigint, null::jsonb, min(l.reason) '
        'from %1$s as l where l.reason is null or l.table_id is null '
        'group by l.table_id, l.action, case when l.table_id is null then l.line end '
        'order by l.table_id is null, l.table_id <> $1, l.table_id, l.action',
        v_lines)
    using v_job.table_id
    loop
        return next;
    end loop;
    for end_undo.table_name, end_undo.action, end_undo.outcome, end_undo.row_count, end_undo.row_number, end_undo.key,
        end_undo.reason in execute format(
        'select tabular_import_engine.table_path(l.table_id), l.action, ''left'', 1::bigint, l.row_number, ('
        'select jsonb_object(array_agg(coalesce(a.attname, ''column '' || k.number)::text order by k.n), l.key) '
        'from tabular_import_private.import_undo_table as t '
        'cross join unnest(t.key_numbers) with ordinality as k (number, n) '
        'left join pg_attribute as a on a.attrelid = t.table_oid and a.attnum = k.number '
        'where t.job_id = $1 and t.table_oid = l.table_id), l.reason '
        'from %s as l where l.reason is not null and l.table_id is not null order by l.line',
        v_lines)
    using v_job.id
    loop
        return next;
    end loop;
    execute format(
        'select count(*) filter (where l.reason is null), count(*) filter (where l.reason is not null) '
        'from %s as l where l.table_id is not null', v_lines)
    into v_done, v_left;
    if not end_undo.dry_run then
        if v_done = 0 and v_left > 0 then
            -- Nothing was undone: when what is in the way is gone, it may be tried again.
            update tabular_import_private.import_job as j
            set undone_at = null,
                undone_by = null
            where j.id = v_job.id;
        else
            perform tabular_import_private.note_event(
                v_job.id, 'undo', end_undo.called_by, jsonb_build_object('undone', v_done, 'left', v_left));
        end if;
    end if;
    perform tabular_import_private.drop_staging_table(v_name);
end;
$$;

comment on function tabular_import_private.end_undo(tabular_import_private.calling_role, bigint, boolean) is
'Ends tabular_import.undo_import_job: notes the event, drops the table of the rows, and returns what that returns. '
'called_by: the role that calls it.';
