create or replace view tabular_import_private.live_worker as
select
    w.id,
    w.role_name,
    w.worker,
    w.version,
    w.queue_name,
    w.concurrency,
    w.started_at,
    w.heartbeat_at,
    coalesce(w.version = i.version and w.digest = i.digest, false) as is_current
from tabular_import_private.import_worker as w
left join tabular_import_private.installation as i on true
-- A sign of life that lies ahead was given before the clock was put back: it stands until the next one is due.
where
    w.heartbeat_at between tabular_import_private.clock() - interval '45 seconds'
    and tabular_import_private.clock() + interval '45 seconds';

comment on view tabular_import_private.live_worker is
'The workers that have given a sign of life within the last 45 seconds. is_current: the schema was installed by the '
'same program.';
