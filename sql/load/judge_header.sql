create or replace function tabular_import_private.judge_header(
    job tabular_import_private.import_job, header text[], reading jsonb,
    out problem tabular_import_private.job_outcome, out fitted text[], out notes text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_denied text;
begin
    problem := tabular_import_private.target_problem(job);
    if problem.status is not null then
        return;
    end if;
    -- Mostly there is nothing to say, which is cheaper to find out.
    if tabular_import_engine.is_exact_header(job.table_id, judge_header.header, job.submitter) then
        fitted := judge_header.header;
        notes := '{}';
        return;
    end if;
    fitted := tabular_import_private.fitted_header(job.table_id, judge_header.header);
    problem.result := tabular_import_engine.check_header(
        job.table_id, judge_header.header, job.submitter, job.options);
    if problem.result is not null then
        problem.hint := tabular_import_private.header_hint(job, judge_header.header, judge_header.reading);
    elsif array_remove(fitted, null) = '{}' then
        problem.result := 'No column of the file is one of the table';
        problem.hint := tabular_import_private.header_hint(job, judge_header.header, judge_header.reading);
    else
        select string_agg(h.name, ', ' order by h.name collate "C") into v_denied
        from unnest(fitted) as h (name)
        where not has_column_privilege(job.submitter, job.table_id, h.name, 'insert');
        if v_denied is not null then
            problem.result := format('Permission denied for columns: %s', v_denied);
            problem.hint := format(
                'Leave them out of the file, or the owner of the table has to call: grant insert on %s to %I;',
                job.table_path, pg_get_userbyid(job.submitter));
        end if;
    end if;
    if problem.result is not null then
        problem.status := 'error';
        problem.rows_imported := 0;
        return;
    end if;
    notes := tabular_import_engine.header_notes(job.table_id, judge_header.header, job.submitter, job.options);
end;
$$;

comment on function tabular_import_private.judge_header(tabular_import_private.import_job, text[], jsonb) is
'What a file''s header is to a job. problem: how the job ends if the header does not fit its table or the submitter''s '
'rights, else status NULL; fitted: see fitted_header; notes: see header_notes. reading: how the file was read.';
