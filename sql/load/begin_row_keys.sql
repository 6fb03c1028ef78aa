create or replace function tabular_import_private.begin_row_keys(job tabular_import_private.import_job)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_name name := tabular_import_private.row_keys_table(job);
begin
    if v_name is null then
        return jsonb_build_object();
    end if;
    -- It is made, filled and dropped in one transaction, with the rows.
    execute format(
        'create unlogged table tabular_import_staging.%I ('
        'table_id oid, row_number bigint, action text, key text[], old text[], row_count integer, numbers bigint[])',
        v_name);
    -- It is read once, and soon.
    execute format('alter table tabular_import_staging.%I alter column key set storage external', v_name);
    perform tabular_import_private.restrict_staging_table(v_name, job.submitter, job.submitter);
    perform set_config('tabular_import.row', '', true);
    return jsonb_build_object('row_keys', jsonb_build_object(
        'table', format('tabular_import_staging.%I', v_name),
        'columns', tabular_import_engine.row_key(job.table_id),
        'kept', coalesce(job.options -> 'keep_row_keys' = 'true', false),
        'undo', coalesce(job.options -> 'undo' = 'true', false)));
end;
$$;

comment on function tabular_import_private.begin_row_keys(tabular_import_private.import_job) is
'Makes the table in which a load with option keep_row_keys or undo notes, as the submitter, which row has become what: '
'in a line for each row, or with numbers for many inserted rows, whose keys are those of noted_set_sql; table_id: of '
'rows that were created for links; old: the texts of undo_columns before; a line with action xids has transactions as '
'key. Returns entry row_keys of its plan''s options: the table, the columns of the key, and which of the options is '
'set; {} without both.';
