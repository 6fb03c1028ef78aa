create or replace function tabular_import_private.target_problem(job tabular_import_private.import_job)
returns tabular_import_private.job_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_private.job_outcome;
    v_right text := case job.options ->> 'mode' when 'update' then 'update' else 'insert' end;
    v_unfit record := tabular_import_engine.unfit_target(job.table_id);
    v_sums record;
    v_checks record;
    v_row_keys record;
    v_hold record;
begin
    if job.table_id is null or tabular_import_engine.table_path(job.table_id) is distinct from job.table_path then
        v_outcome.result := format('Table does not exist: %s', job.table_name);
        v_outcome.hint := case
            when job.table_id is null
                then 'Name it as in SQL, with its schema where the search_path does not find it; temporary tables and '
                    'tables that you may not see do not count.'
            else 'The table was dropped, renamed or replaced after the job was submitted; submit it again.'
        end;
    elsif v_unfit.problem is not null then
        v_outcome.result := v_unfit.problem;
        v_outcome.hint := v_unfit.remedy;
    elsif not has_schema_privilege(
        job.submitter, (select c.relnamespace from pg_class as c where c.oid = job.table_id), 'usage')
        or not has_any_column_privilege(job.submitter, job.table_id, v_right) then
        v_outcome.result := format('Permission denied for table: %s', job.table_name);
        v_outcome.hint := format('The owner of the table has to call: grant %s on %s to %I;', v_right,
            job.table_path, pg_get_userbyid(job.submitter));
    end if;
    if v_outcome.result is null and job.options ? 'expect_sums' then
        v_sums := tabular_import_engine.sums_problem(job.table_id, job.submitter, job.options);
        v_outcome.result := v_sums.message;
        v_outcome.hint := v_sums.hint;
    end if;
    if v_outcome.result is null and job.options ? 'checks' then
        v_checks := tabular_import_engine.checks_problem(job.table_id, job.submitter, job.options);
        v_outcome.result := v_checks.message;
        v_outcome.hint := v_checks.hint;
    end if;
    if v_outcome.result is null and job.options -> 'keep_row_keys' = 'true' then
        v_row_keys := tabular_import_engine.row_keys_problem(job.table_id, job.submitter);
        v_outcome.result := v_row_keys.message;
        v_outcome.hint := v_row_keys.hint;
    end if;
    if v_outcome.result is null and job.options -> 'undo' = 'true' then
        v_row_keys := tabular_import_engine.undo_problem(job.table_id, job.submitter);
        v_outcome.result := v_row_keys.message;
        v_outcome.hint := v_row_keys.hint;
    end if;
    if v_outcome.result is null and tabular_import_private.is_to_hold(job) then
        v_hold := tabular_import_engine.hold_problem(job.table_id, job.submitter);
        v_outcome.result := v_hold.message;
        v_outcome.hint := v_hold.hint;
    end if;
    if v_outcome.result is not null then
        v_outcome.status := 'error';
    end if;
    return v_outcome;
end;
$$;

comment on function tabular_import_private.target_problem(tabular_import_private.import_job) is
'How a job ends whose table is not there, is no table, is not the one submitted for or is closed to the submitter; '
'else status NULL.';
