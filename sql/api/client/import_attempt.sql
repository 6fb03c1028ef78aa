create or replace view tabular_import.import_attempt
with (security_barrier)
as
select
    a.job_id,
    a.attempt,
    a.worker,
    a.started_at,
    a.ended_at,
    a.outcome,
    a.sqlstate,
    a.message,
    a.lease_until,
    a.fallbacks
from tabular_import_private.import_attempt as a
inner join tabular_import_private.import_job as j on j.id = a.job_id
where
    tabular_import_private.may_see_job(j.submitter, j.submitter_name)
    or j.id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_attempt is
'The attempts of the jobs that view import_job shows: worker, started_at, ended_at, outcome (success, partial, error, '
'cancelled, retry, expired: the worker fell silent, released: handed back, proposed: to run again with its proposal), '
'sqlstate and message of the error, fallbacks: how often the engine went on in a slower way or could report less, as '
'a query of its own failed or triggers required file order; the server log says which.';

grant select on tabular_import.import_attempt to tabular_import_user, tabular_import_worker, tabular_import_admin;
