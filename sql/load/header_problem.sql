create or replace function tabular_import_private.header_problem(
    job tabular_import_private.import_job, header text[], reading jsonb
)
returns tabular_import_private.job_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem tabular_import_private.job_outcome := tabular_import_private.target_problem(job);
    v_fitted text[];
    v_found record;
    v_brought text[];
    v_denied text;
    v_message text;
    v_hint text;
begin
    if v_problem.status is null and header_problem.reading ->> 'marked' = 'rejected'
        and tabular_import_engine.deletes_rows(job.options)
    then
        v_problem := tabular_import_private.error_outcome(
            format(
                'The file has only rows that an earlier import refused, and option mode %s would delete all others',
                job.options ->> 'mode'),
            'Import it with mode upsert; or get all rows of that import by '
            '"tabular-import errors ID --format csv --all-rows -o FILE".');
    end if;
    if v_problem.status is not null or not job.options ? 'matched' then
        return v_problem;
    end if;
    v_fitted := tabular_import_private.fitted_header(job.table_id, header_problem.header, job.options);
    select c.kind, c.message into v_found
    from tabular_import_engine.check_header(job.table_id, header_problem.header, job.submitter, job.options) as c;
    if v_found.kind is distinct from 'repeated' then
        select p.message, p.hint into v_message, v_hint
        from tabular_import_engine.column_problem(job.table_id, header_problem.header, job.options) as p;
        if v_message is null then
            select p.message, p.hint into v_message, v_hint
            from tabular_import_engine.link_header_problem(
                job.table_id, header_problem.header, job.submitter, job.options) as p;
        end if;
    end if;
    if v_message is not null then
        v_problem.result := v_message;
        v_problem.hint := v_hint;
    elsif v_found.kind is not null then
        v_problem.result := v_found.message;
        v_problem.hint := tabular_import_private.header_hint(job, header_problem.header, header_problem.reading);
    elsif array_remove(v_fitted, null) = '{}' then
        v_problem.result := 'No column of the file is one of the table';
        v_problem.hint := tabular_import_private.header_hint(job, header_problem.header, header_problem.reading);
    else
        v_brought := array(
            select h.name
            from (
                select f.name from unnest(v_fitted) as f (name)
                union
                select k.name from jsonb_object_keys(coalesce(job.options -> 'constants', '{}')) as k (name)
                union
                select c.name
                from tabular_import_engine.match_header(job.table_id, header_problem.header, job.options) as m
                cross join jsonb_array_elements_text(m.link -> 'columns') as c (name)
            ) as h
            where h.name is not null
            order by h.name collate "C");
        select p.message, p.hint into v_problem.result, v_problem.hint
        from tabular_import_engine.version_problem(job.table_id, header_problem.header, v_brought, job.options) as p;
        if v_problem.result is null and tabular_import_engine.merge_mode(job.options) is not null then
            select p.message, p.hint into v_problem.result, v_problem.hint
            from tabular_import_engine.merge_problem(job.table_id, v_brought, job.submitter, job.options) as p;
        end if;
        select string_agg(h.name, ', ' order by h.n) into v_denied
        from unnest(v_brought) with ordinality as h (name, n)
        where v_problem.result is null and job.options ->> 'mode' is distinct from 'update'
            and not has_column_privilege(job.submitter, job.table_id, h.name, 'insert');
        if v_denied is not null then
            v_problem.result := format('Permission denied for columns: %s', v_denied);
            v_problem.hint := format(
                'Leave them out of the file, or the owner of the table has to call: grant insert on %s to %I;',
                job.table_path, pg_get_userbyid(job.submitter));
        end if;
    end if;
    if v_problem.result is not null then
        v_problem.status := 'error';
        v_problem.rows_imported := 0;
        v_problem.hint := concat_ws(
            ' ', nullif(v_problem.hint, ''),
            tabular_import_engine.template_note(job.table_id, header_problem.reading));
    end if;
    return v_problem;
end;
$$;

comment on function tabular_import_private.header_problem(tabular_import_private.import_job, text[], jsonb) is
'How a job ends whose file''s header does not fit its table or the submitter''s rights; else status NULL. job: see '
'matched_job; reading: how the file was read.';
