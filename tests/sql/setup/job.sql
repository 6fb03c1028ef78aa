-- A job step by step, with the calls that a client and a worker make. All are called by the superuser.

-- Uploads a file and submits its import; returns the job's id.
create function tap_help.submit(table_name text, options jsonb default '{}', role_name text default 'alice')
returns bigint
language plpgsql
volatile
as $$
declare
    v_job bigint;
begin
    perform tap_help.log_in(role_name);
    v_job := tabular_import.submit_tabular_import_task(
        -- The loader reads the file, not the database: it only has to differ from the others.
        table_name, tabular_import.upload_file('rows.csv', gen_random_uuid()::text::bytea), options);
    perform tap_help.log_out();
    return v_job;
end;
$$;

-- Claims the job for the worker walter; fails when another job waits before it.
create function tap_help.claim(job_id bigint)
returns void
language plpgsql
volatile
as $$
declare
    v_claimed bigint;
begin
    perform tap_help.log_in('walter');
    select c.job_id into v_claimed
    from tabular_import.claim_import_job('pgTAP') as c;
    perform tap_help.log_out();
    if v_claimed is distinct from job_id then
        raise 'claimed job %, not %', v_claimed, job_id;
    end if;
end;
$$;

create function tap_help.attempt(job_id bigint)
returns integer
language sql
volatile
as $$
    select j.attempt from tabular_import_private.import_job as j where j.id = job_id;
$$;

create function tap_help.staging(job_id bigint)
returns text
language sql
volatile
as $$
    select format('tabular_import_staging.%I', s.table_name)
    from tabular_import_private.staging as s
    where s.job_id = staging.job_id;
$$;

-- Stages rows as the loader does: lines is an array of rows, each an array of cells. Returns NULL when the job ended.
create function tap_help.stage(job_id bigint, header text[], lines text[])
returns text
language plpgsql
volatile
as $$
declare
    v_attempt integer := tap_help.attempt(job_id);
    v_staging text;
    v_cells text := '';
    v_line text[];
    v_number bigint := 0;
begin
    perform tap_help.log_in('walter');
    if (tabular_import.start_import(job_id, v_attempt)).columns is not null then
        v_staging := tabular_import.stage_import(job_id, v_attempt, header);
    end if;
    if v_staging is not null and lines <> '{}' then
        select string_agg(format(', $3[%s]', n), '' order by n) into v_cells
        from generate_series(1, cardinality(header)) as n;
        foreach v_line slice 1 in array lines loop
            v_number := v_number + 1;
            execute format('insert into %s select $1, $2, null%s', v_staging, v_cells)
            using v_number, v_number + 1, v_line;
        end loop;
    end if;
    perform tap_help.log_out();
    return v_staging;
end;
$$;

-- Lets the database import what was staged; returns the job's status.
create function tap_help.run(job_id bigint)
returns text
language plpgsql
volatile
as $$
declare
    v_attempt integer := tap_help.attempt(job_id);
    v_rows bigint;
    v_status text;
begin
    execute 'select count(*) from ' || tap_help.staging(job_id) into v_rows;
    perform tap_help.log_in('walter');
    v_status := tabular_import.run_import(job_id, v_attempt, v_rows);
    perform tap_help.log_out();
    -- As if the transaction ended here: a test makes its further calls in the same one.
    delete from tabular_import_private.load_transaction;
    return v_status;
end;
$$;

-- All of the above: imports rows into a table for a role; returns the job's id.
create function tap_help.import(
    table_name text, header text[], lines text[], options jsonb default '{}', role_name text default 'alice'
)
returns bigint
language plpgsql
volatile
as $$
declare
    v_job bigint := tap_help.submit(table_name, options, role_name);
begin
    perform tap_help.claim(v_job);
    if tap_help.stage(v_job, header, lines) is not null then
        perform tap_help.run(v_job);
    end if;
    return v_job;
end;
$$;

create function tap_help.result(job_id bigint)
returns text
language sql
volatile
as $$
    select j.result from tabular_import.import_job as j where j.id = job_id;
$$;

create function tap_help.hint(job_id bigint)
returns text
language sql
volatile
as $$
    select j.hint from tabular_import.import_job as j where j.id = job_id;
$$;

create function tap_help.status(job_id bigint)
returns text
language sql
volatile
as $$
    select j.status from tabular_import.import_job as j where j.id = job_id;
$$;

-- A job's row errors, one text each: row, column, value and SQLSTATE.
create function tap_help.errors(job_id bigint)
returns setof text
language sql
volatile
as $$
    select concat_ws(' | ', coalesce(e.row_number::text, '-'), coalesce(e.column_name, '-'), coalesce(e.value, '-'), e.sqlstate)
    from tabular_import.import_job_error as e
    where e.job_id = errors.job_id
    order by e.error_number;
$$;
