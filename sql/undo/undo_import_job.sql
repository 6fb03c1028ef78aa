create or replace function tabular_import_private.undo_import_job(
    called_by tabular_import_private.calling_role, job_id bigint, dry_run boolean
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Numbers of transactions come again after 2^32 of them.
    c_most_transactions constant numeric := 4000000000;
    v_caller regrole := tabular_import_private.caller(undo_import_job.called_by);
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_manage(undo_import_job.called_by, undo_import_job.job_id);
    v_undo tabular_import_private.import_undo;
    v_xmin xid;
    v_name name := tabular_import_private.undo_lines_table(v_job);
    v_lines text := format('tabular_import_staging.%I', v_name);
    v_problem text;
    v_hint text;
    v_missing bigint;
begin
    select u.* into v_undo from tabular_import_private.import_undo as u where u.job_id = v_job.id;
    v_xmin := (select u.xmin from tabular_import_private.import_undo as u where u.job_id = v_job.id);
    if v_job.undone_at is not null then
        v_problem := format('Job %s has been undone already, by %s at %s.', v_job.id, v_job.undone_by,
            to_char(v_job.undone_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC'));
    elsif v_job.status not in ('success', 'partial') or v_job.options -> 'dry_run' = 'true' then
        v_problem := format('Job %s has changed nothing that could be undone.', v_job.id);
    elsif v_job.options -> 'undo' is distinct from 'true' then
        v_problem := format('Job %s has recorded nothing to put back.', v_job.id);
        v_hint := 'What a job changes is recorded with option undo, given when it is submitted.';
    elsif v_undo.job_id is null then
        v_problem := format('What job %s had recorded to put back is not kept any more.', v_job.id);
        v_hint := 'View import_retention says how long it is kept.';
    elsif v_xmin is distinct from v_undo.own_xid or v_job.table_id is distinct from v_undo.table_oid then
        v_problem := format(
            'The database or the table of job %s has been restored since, so that nobody can tell which rows were '
            'changed after it.', v_job.id);
    elsif pg_current_xact_id()::text::numeric - v_undo.top_xid::text::numeric > c_most_transactions then
        v_problem := format(
            'Job %s is so long ago that nobody can tell which rows were changed after it.', v_job.id);
    elsif v_caller <> v_job.submitter and exists (
        -- What these texts name depends on the search_path, and the submitter's is for nobody else.
        select
        from tabular_import_private.import_undo_table as t
        cross join jsonb_to_recordset(t.columns) as c (type oid)
        cross join lateral tabular_import_engine.base_type(c.type, -1) as b
        where t.job_id = v_job.id
            and b.base_type_id = any(array[
                'regclass', 'regcollation', 'regconfig', 'regdictionary', 'regoper', 'regoperator', 'regproc',
                'regprocedure', 'regtype']::regtype[])
    ) then
        v_problem := format(
            'Job %s has recorded names of objects, which are those of its submitter''s search_path.', v_job.id);
        v_hint := format('Let %s undo it.', v_job.submitter_name);
    end if;
    if v_problem is not null then
        perform tabular_import_engine.raise_error('invalid_job_state', v_problem, hint => v_hint);
    end if;
    if not undo_import_job.dry_run then
        -- First of all, so that no trigger can undo it once more.
        update tabular_import_private.import_job as j
        set undone_at = tabular_import_private.clock(),
            undone_by = undo_import_job.called_by
        where j.id = v_job.id;
    end if;
    perform tabular_import_private.drop_staging_table(v_name);
    execute format(
        'create unlogged table %s (line bigint primary key, table_id oid, row_number bigint, action text, '
        'key text[], old text[], is_done boolean not null default false, reason text)', v_lines);
    perform tabular_import_private.restrict_staging_table(v_name, v_caller, v_caller);
    execute format('grant update on %s to %s', v_lines, v_caller);
    execute format(
        'insert into %s (line, table_id, row_number, action, key, old) '
        'select row_number() over (), r.table_oid, r.row_number, r.action, r.key, r.old from ('
        'select u.table_oid, k.row_number, ''insert'' as action, k.key, null::text[] as old '
        'from tabular_import_private.import_undo_insert as u cross join lateral '
        'tabular_import_engine.spread_keys(u.keys, u.row_numbers, u.row_count) as k where u.job_id = $1 '
        'union all '
        'select u.table_oid, u.row_number, u.action, u.key, u.old_values '
        'from tabular_import_private.import_undo_change as u where u.job_id = $1) as r',
        v_lines)
    using v_job.id;
    execute format('analyze %s', v_lines);
    v_missing := v_undo.change_count - (
        select count(*)
        from tabular_import_private.import_undo_change as u
        where u.job_id = v_job.id);
    return jsonb_build_object(
        'job', v_job.id,
        'lines', v_lines,
        -- What triggers find by it runs with the caller's rights.
        'search_path', case when v_caller = v_job.submitter then v_undo.search_path end,
        'settings', v_undo.settings,
        'xids', v_undo.xids::text,
        'missing', v_missing,
        'tables', (
            select jsonb_agg(
                jsonb_build_object(
                    'id', t.table_oid::bigint, 'key', t.key_numbers, 'columns', t.columns,
                    'is_target', t.table_oid = v_undo.table_oid)
                -- What was created for the rows goes after them.
                order by t.table_oid = v_undo.table_oid desc, t.table_oid)
            from tabular_import_private.import_undo_table as t
            where t.job_id = v_job.id));
end;
$$;

comment on function tabular_import_private.undo_import_job(tabular_import_private.calling_role, bigint, boolean) is
'Begins tabular_import.undo_import_job: looks whether it may be, and makes a table of the rows for the caller, who '
'puts them back by run_undo. called_by: the role that calls it. Raises job_not_found, invalid_job_state.';
