create or replace function tabular_import_private.metrics(called_by tabular_import_private.calling_role)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller(metrics.called_by);
    return (
        with state as materialized (
            select s.* from tabular_import_private.queue_state as s
        ),

        tally as materialized (
            select
                t.queue_name,
                t.event,
                t.is_environment,
                sum(t.times) as times,
                sum(t.rows_imported) as rows_imported,
                sum(t.rows_rejected) as rows_rejected,
                sum(t.seconds) as seconds
            from tabular_import_private.import_tally as t
            group by t.queue_name, t.event, t.is_environment
        ),

        -- A queue in which nothing goes on now has its zeros.
        queue as (
            select q.queue_name, s.*
            from (
                select t.queue_name from state as t
                union
                select t.queue_name from tally as t
            ) as q (queue_name)
            left join state as s (
                name, waiting, running, oldest_wait, expired_leases, failures, scheduled, orphaned, refused,
                environment_errors, retrying, workers, is_unserved, other_versions, held, oldest_hold
            ) on s.name = q.queue_name
        ),

        sample (place, name, kind, unit, help, suffix, labels, value) as (
            select
                m.place, m.name, 'gauge', m.unit, m.help, '', array['queue', q.queue_name], m.value::numeric
            from queue as q
            cross join lateral (
                values
                (1, 'tabular_import_waiting_jobs', 'jobs', 'Jobs that wait and could be taken.', q.waiting),
                (2, 'tabular_import_running_jobs', 'jobs', 'Jobs that run.', q.running),
                (3, 'tabular_import_scheduled_jobs', 'jobs', 'Jobs that wait for their time.', q.scheduled),
                (4, 'tabular_import_retrying_jobs', 'jobs', 'Jobs that wait after an environment error.', q.retrying),
                (5, 'tabular_import_orphaned_jobs', 'jobs', 'Jobs whose submitter is gone.', q.orphaned),
                (6, 'tabular_import_silent_jobs', 'jobs', 'Running jobs whose worker is silent.', q.expired_leases),
                (7, 'tabular_import_workers', '', 'Workers that live.', q.workers),
                (8, 'tabular_import_other_version_workers', 'workers', 'Workers of another program.', q.other_versions),
                (
                    9, 'tabular_import_oldest_wait_seconds', 'seconds', 'How long a job has waited.',
                    extract(epoch from q.oldest_wait)
                ),
                (10, 'tabular_import_held_jobs', 'jobs', 'Jobs that are held for approval.', q.held),
                (
                    11, 'tabular_import_oldest_hold_seconds', 'seconds', 'How long a job has been held.',
                    extract(epoch from q.oldest_hold)
                )
            ) as m (place, name, unit, help, value)
            union all
            select
                20, 'tabular_import_ended_jobs', 'counter', 'jobs',
                'Jobs that ended, by status; cause: of an error, file or environment.', '_total',
                array[
                    'queue', t.queue_name, 'status', t.event,
                    'cause', case
                        when t.event <> 'error' then null
                        when t.is_environment then 'environment'
                        else 'file'
                    end
                ],
                t.times
            from tally as t
            where t.event not in ('retry', 'expired', 'released', 'proposed', 'held')
            union all
            select
                21, 'tabular_import_requeued_jobs', 'counter', 'jobs', 'Attempts that did not end their job.', '_total',
                array['queue', t.queue_name, 'outcome', t.event], t.times
            from tally as t
            where t.event in ('retry', 'expired', 'released', 'proposed', 'held')
            union all
            select
                m.place, m.name, 'counter', m.unit, m.help, '_total', array['queue', q.queue_name], m.value
            from (
                select
                    t.queue_name,
                    sum(t.rows_imported) as rows_imported,
                    sum(t.rows_rejected) as rows_rejected,
                    sum(t.seconds) as seconds
                from tally as t
                group by t.queue_name
            ) as q
            cross join lateral (
                values
                (22, 'tabular_import_imported_rows', 'rows', 'Rows that went into tables.', q.rows_imported),
                (23, 'tabular_import_rejected_rows', 'rows', 'Rows with an error.', q.rows_rejected),
                (24, 'tabular_import_run_seconds', 'seconds', 'Time that attempts took.', round(q.seconds::numeric, 3))
            ) as m (place, name, unit, help, value)
            union all
            select
                25, 'tabular_import_stored_bytes', 'gauge', 'bytes', 'What stored files take up on disk.', '', '{}',
                pg_total_relation_size('tabular_import_private.import_file_chunk')
            union all
            select
                26, 'tabular_import_schema', 'info', '', 'Which program has installed the schema.', '_info',
                array['version', i.version], 1
            from tabular_import_private.installation as i
        ),

        family as (
            select
                s.place,
                format(e'# TYPE %s %s\n', s.name, s.kind)
                || case when s.unit <> '' then format(e'# UNIT %s %s\n', s.name, s.unit) else '' end
                || format(e'# HELP %s %s\n', s.name, s.help)
                || string_agg(
                    s.name || s.suffix || coalesce('{' || l.labels || '}', '') || ' ' || coalesce(s.value, 0)
                    || e'\n', '' order by l.labels collate "C"
                ) as lines
            from sample as s
            cross join lateral (
                select
                    string_agg(
                        format(
                            '%s="%s"', s.labels[n.n],
                            replace(replace(replace(
                                s.labels[n.n + 1], e'\\', e'\\\\'), '"', e'\\"'), e'\n', e'\\n')),
                        ',' order by n.n
                    ) as labels
                from generate_series(1, cardinality(s.labels), 2) as n (n)
                where s.labels[n.n + 1] is not null
            ) as l
            group by s.place, s.name, s.kind, s.unit, s.help
        )

        select coalesce(string_agg(f.lines, '' order by f.place), '') || e'# EOF\n'
        from family as f
    );
end;
$$;

comment on function tabular_import_private.metrics(tabular_import_private.calling_role) is
'See tabular_import.metrics. called_by: the role that calls it.';
