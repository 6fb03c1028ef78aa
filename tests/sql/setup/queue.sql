-- The queue step by step, with a clock that stands still until it is moved.

-- Replaces the program's clock until the end of the test's transaction.
create function tap_help.set_clock(moment timestamptz)
returns void
language plpgsql
volatile
as $$
begin
    execute format(
        'create or replace function tabular_import_private.clock() returns timestamptz language sql volatile '
        'security invoker begin atomic select %L::timestamptz; end', moment);
end;
$$;

create function tap_help.move_clock(by_interval interval)
returns void
language plpgsql
volatile
as $$
begin
    perform tap_help.set_clock(tabular_import_private.clock() + by_interval);
end;
$$;

-- Runs a query for one value as a role; what it raises is raised.
create function tap_help.call_as(role_name text, query text)
returns text
language plpgsql
volatile
as $$
declare
    v_value text;
begin
    perform tap_help.log_in(role_name);
    execute query into v_value;
    perform tap_help.log_out();
    return v_value;
end;
$$;

-- A worker asks for a job; returns its id, NULL when there is none.
create function tap_help.take(
    queue_name text default 'tabular_import', lease interval default '30 seconds', role_name text default 'walter'
)
returns bigint
language sql
volatile
as $$
    select tap_help.call_as(role_name, format(
        'select job_id from tabular_import.claim_import_job(''pgTAP'', %L, %L)', queue_name, lease))::bigint;
$$;

-- The worker's heartbeat for the job's last attempt, or another one.
create function tap_help.beat(job_id bigint, attempt integer default null, role_name text default 'walter')
returns text
language sql
volatile
as $$
    select tap_help.call_as(role_name, format(
        'select tabular_import.heartbeat_import(%s, %s)', job_id, coalesce(attempt, tap_help.attempt(job_id))));
$$;

-- The worker's word that the job's last attempt broke off.
create function tap_help.fail(job_id bigint, sqlstate text, message text default 'It broke.')
returns text
language sql
volatile
as $$
    select tap_help.call_as('walter', format(
        'select tabular_import.fail_import(%s, %s, %L, %L, ''Mend it.'')', job_id, tap_help.attempt(job_id), sqlstate, message));
$$;

-- A good row of demo.trunk for the job's last attempt, from the header to the commit; returns the job's status.
create function tap_help.finish_small(job_id bigint, attempt integer default null)
returns text
language plpgsql
volatile
as $$
declare
    v_status text := tap_help.call_as('walter', format(
        'select tabular_import.run_small_import(%s, %s, ''{code,a_field}'', ''[[2, null, "%s", "x"]]'')',
        job_id, coalesce(attempt, tap_help.attempt(job_id)), 1000 + job_id));
begin
    delete from tabular_import_private.load_transaction;
    return v_status;
end;
$$;

-- A job's history, one text an attempt: number, outcome, SQLSTATE and message.
create function tap_help.history(job_id bigint)
returns setof text
language sql
volatile
as $$
    select concat_ws(' | ', a.attempt, coalesce(a.outcome, '-'), coalesce(a.sqlstate, '-'), coalesce(a.message, '-'))
    from tabular_import.import_attempt as a
    where a.job_id = history.job_id
    order by a.attempt;
$$;
