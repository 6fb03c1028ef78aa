create or replace function tabular_import_private.erase_from_jobs(
    job_ids bigint[], patterns text[], without_lines bigint[], listed jsonb
)
returns setof bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_head constant text := tabular_import_engine.error_text('{}', 0);
    v_job tabular_import_private.import_job;
    v_new tabular_import_private.import_job;
    v_line text;
    v_errors bigint;
begin
    for v_job in
        select j.*
        from tabular_import_private.import_job as j
        where j.id = any(erase_from_jobs.job_ids)
        order by j.id
    loop
        v_new := v_job;
        -- The report is made anew of the errors that are left; the others are counted.
        v_errors := (erase_from_jobs.listed ->> v_job.id::text)::bigint;
        if v_job.id = any(erase_from_jobs.without_lines) and v_errors > 0 and position(c_head in v_job.result) > 0 then
            v_errors := v_errors
                + coalesce((regexp_match(v_job.result, e'\\n    and ([0-9]+) more$'))[1]::bigint, 0);
            v_new.result := left(v_job.result, position(c_head in v_job.result) - 1)
                || tabular_import_private.error_report(v_job.id, v_errors);
        end if;
        -- Its first line counts rows, where they have been counted.
        v_line := split_part(v_new.result, e'\n', 1);
        v_new.result := case
            when v_job.rows_read is null
                then tabular_import_private.erased_text(v_new.result, erase_from_jobs.patterns)
            else v_line || tabular_import_private.erased_text(
                substr(v_new.result, length(v_line) + 1), erase_from_jobs.patterns)
        end;
        v_new.hint := tabular_import_private.erased_text(v_job.hint, erase_from_jobs.patterns);
        v_new.proposal := tabular_import_private.erased_json(v_job.proposal, erase_from_jobs.patterns);
        v_new.applied_proposal := tabular_import_private.erased_json(v_job.applied_proposal, erase_from_jobs.patterns);
        v_new.reading := tabular_import_private.erased_json(v_job.reading, erase_from_jobs.patterns);
        v_new.options := tabular_import_private.erased_json(v_job.options, erase_from_jobs.patterns);
        -- One of a submitter's, still.
        v_new.idempotency_key := case
            when tabular_import_private.erased_text(v_job.idempotency_key, erase_from_jobs.patterns)
                <> v_job.idempotency_key then format('(erased) %s', v_job.id)
            else v_job.idempotency_key
        end;
        if v_new.options <> v_job.options then
            v_new.cleared_kinds := v_job.cleared_kinds || '{options}';
        end if;
        if v_new is distinct from v_job then
            update tabular_import_private.import_job as j
            set result = v_new.result,
                hint = v_new.hint,
                proposal = v_new.proposal,
                applied_proposal = v_new.applied_proposal,
                reading = v_new.reading,
                options = v_new.options,
                idempotency_key = v_new.idempotency_key,
                cleared_kinds = v_new.cleared_kinds
            where j.id = v_job.id;
            return next v_job.id;
        end if;
    end loop;
    -- Some of the rows that were not imported cannot be handed back any more.
    update tabular_import_private.import_kept_file as k
    set row_count = r.row_count,
        is_whole = k.is_whole and r.row_count = k.row_count
    from (
        select f.job_id, count(w.job_id) as row_count
        from tabular_import_private.import_kept_file as f
        left join tabular_import_private.import_kept_row as w on w.job_id = f.job_id
        where f.job_id = any(erase_from_jobs.job_ids) and f.job_id = any(erase_from_jobs.without_lines)
        group by f.job_id
    ) as r
    where k.job_id = r.job_id and k.row_count <> r.row_count;
    update tabular_import_private.import_kept_file as k
    set header = array(
            select tabular_import_private.erased_text(h.name, erase_from_jobs.patterns)
            from unnest(k.header) with ordinality as h (name, n)
            order by h.n)
    where k.job_id = any(erase_from_jobs.job_ids)
        and tabular_import_private.erased_text(to_jsonb(k.header)::text, erase_from_jobs.patterns)
            <> to_jsonb(k.header)::text;
    -- A row whose key is not known any more stays when its job is undone.
    update tabular_import_private.import_undo_insert as u
    set keys = array(
            select
                case
                    when tabular_import_private.erased_text(k.key, erase_from_jobs.patterns) = k.key then k.key
                end
            from unnest(tabular_import_engine.unpacked_numbers(u.keys, u.row_count))
                with ordinality as k (key, n)
            order by k.n)
    where u.job_id = any(erase_from_jobs.job_ids)
        and exists (
            select
            from unnest(tabular_import_engine.unpacked_numbers(u.keys, u.row_count)) as k (key)
            where tabular_import_private.erased_text(k.key, erase_from_jobs.patterns) <> k.key
        );
    update tabular_import_private.import_attempt as a
    set message = tabular_import_private.erased_text(a.message, erase_from_jobs.patterns)
    where a.job_id = any(erase_from_jobs.job_ids)
        and tabular_import_private.erased_text(a.message, erase_from_jobs.patterns) <> a.message;
end;
$$;

comment on function tabular_import_private.erase_from_jobs(bigint[], text[], bigint[], jsonb) is
'Takes what the patterns of erasing_pattern find out of the texts and options of finished jobs, and returns which '
'were changed. without_lines: jobs that have lost row errors; listed: how many of these, by job, their result listed.';
