create or replace function tabular_import_private.raise_attempt_lost(job_id bigint, attempt integer)
returns void
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.raise_error(
        'attempt_lost',
        format(
            'Job %s is not running under attempt %s of yours.',
            coalesce(raise_attempt_lost.job_id::text, 'NULL'), coalesce(raise_attempt_lost.attempt::text, 'NULL')
        ),
        hint => 'Stop this attempt; another one may have taken the job over.'
    );
end;

comment on function tabular_import_private.raise_attempt_lost(bigint, integer) is
'Raises attempt_lost for a call that comes too late.';
