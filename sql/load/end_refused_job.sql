create or replace function tabular_import_private.end_refused_job(
    job tabular_import_private.import_job, outcome tabular_import_private.job_outcome, source text, header text[],
    fitted text[], renames jsonb, reading jsonb, plan_options jsonb
)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_sentences constant integer := 20;
    -- So often at most a job is run again with what it proposes.
    c_most_turns constant integer := 5;
    v_found record;
    v_outcome tabular_import_private.job_outcome := end_refused_job.outcome;
    v_sqlstate text;
    -- As the user has given them; those of the job may have the table's names of the columns.
    v_options jsonb := (select j.options from tabular_import_private.import_job as j where j.id = job.id);
begin
    begin
        select p.* into v_found
        from tabular_import_private.find_proposal(
            job.table_id, end_refused_job.source, end_refused_job.header, end_refused_job.fitted,
            end_refused_job.renames, v_options, end_refused_job.plan_options, end_refused_job.reading,
            case when end_refused_job.outcome.rows_rejected > 0 then job.id end) as p;
    exception
        when others then
            get stacked diagnostics v_sqlstate = returned_sqlstate;
            if tabular_import_engine.is_environment_error(v_sqlstate) then
                raise;
            end if;
            -- A refusal without a proposal is right, too.
            perform tabular_import_engine.fallback_outcome('find_proposal', v_sqlstate);
            update tabular_import_private.import_attempt as a
            set fallbacks = a.fallbacks + 1
            where a.job_id = job.id and a.attempt = job.attempt;
            select null::jsonb as proposal, '{}'::text[] as sentences into v_found;
    end;
    -- A name that is nearly a column's may be another word: payer is not payee.
    if v_options ->> 'propose' = 'apply' and v_found.proposal is not null and end_refused_job.renames = '{}'
        and v_options || v_found.proposal <> v_options
        and (
            select count(*) from tabular_import_private.import_attempt as a
            where a.job_id = job.id and a.outcome = 'proposed'
        ) < c_most_turns
    then
        return tabular_import_private.apply_proposal(job, v_found.proposal);
    end if;
    v_outcome.hint := concat_ws(
        ' ', nullif(v_outcome.hint, ''),
        nullif(array_to_string(v_found.sentences[:c_most_sentences], ' '), ''),
        case
            when cardinality(v_found.sentences) > c_most_sentences
                then format('(And %s more.)', cardinality(v_found.sentences) - c_most_sentences)
        end);
    perform tabular_import_private.end_job(job.id, job.attempt, v_outcome);
    update tabular_import_private.import_job as j
    set proposal = v_found.proposal
    where j.id = job.id;
    return v_outcome.status;
end;
$$;

comment on function tabular_import_private.end_refused_job(
    tabular_import_private.import_job, tabular_import_private.job_outcome, text, text[], text[], jsonb, jsonb, jsonb
) is
'Ends a job whose file was refused, with what the file itself proposes; where the job asks for it, the job is queued '
'again with that applied, unless it has renames. plan_options: the options as the plan has them. See '
'find_proposal. Returns the status. Raises attempt_lost.';
