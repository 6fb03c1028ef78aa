create or replace function tabular_import_private.forget_undo(job_ids bigint[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from tabular_import_private.import_undo_insert as u where u.job_id = any(forget_undo.job_ids);
    delete from tabular_import_private.import_undo_change as u where u.job_id = any(forget_undo.job_ids);
    delete from tabular_import_private.import_undo_table as u where u.job_id = any(forget_undo.job_ids);
    delete from tabular_import_private.import_undo as u where u.job_id = any(forget_undo.job_ids);
end;
$$;

comment on function tabular_import_private.forget_undo(bigint[]) is
'Deletes what jobs have recorded for undo.';
