create or replace function tabular_import_private.clear_jobs(job_ids bigint[], kind text, most bigint)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_left bigint := clear_jobs.most;
    v_table record;
    v_count bigint;
begin
    for v_table in
        select d.table_name, d.job_column
        from tabular_import_private.kept_data as d
        where d.kind = clear_jobs.kind and d.is_row
        order by d.table_name
    loop
        execute format(
            'delete from tabular_import_private.%1$I as t where t.ctid = any(array('
            'select a.ctid from tabular_import_private.%1$I as a where a.%2$I = any($1) limit $2))',
            v_table.table_name, v_table.job_column)
        using clear_jobs.job_ids, v_left;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
        if v_left = 0 then
            return false;
        end if;
    end loop;
    update tabular_import_private.import_job as j
    set cleared_kinds = j.cleared_kinds || clear_jobs.kind
    where j.id = any(clear_jobs.job_ids);
    if clear_jobs.kind = 'undo' then
        perform tabular_import_private.forget_undo(clear_jobs.job_ids);
    end if;
    if clear_jobs.kind = 'errors' then
        -- The lines of row errors begin so; what a refusal proposes quotes cells.
        update tabular_import_private.import_job as j
        set result = regexp_replace(j.result, e'\\n    .*', e'\n    (The row errors have been deleted.)'),
            hint = null,
            proposal = null
        where j.id = any(clear_jobs.job_ids);
        update tabular_import_private.import_attempt as a
        set message = null
        where a.job_id = any(clear_jobs.job_ids) and a.message is not null;
    end if;
    return true;
end;
$$;

comment on function tabular_import_private.clear_jobs(bigint[], text, bigint) is
'Deletes what is kept of finished jobs of one kind of view kept_data, whose tables have lines for rows. most: so many '
'lines at most. Returns whether nothing is left.';
