create schema engines;

-- Inserts rows one by one as the superuser, those that the table takes; a cell called extra has no column.
create function engines.fill(table_name text, header text[], cells jsonb)
returns void
language plpgsql
volatile
as $$
declare
    v_row jsonb;
begin
    for v_row in select r from jsonb_array_elements(cells) as r loop
        begin
            execute format(
                'insert into %s (%s) values (%s)', table_name,
                (select string_agg(quote_ident(h), ', ') from unnest(header) as h where h <> 'extra'),
                (
                    select string_agg(coalesce(quote_literal(nullif(c.cell, '')), 'null'), ', ' order by c.n)
                    from jsonb_array_elements_text(v_row) with ordinality as c (cell, n)
                    where header[c.n] <> 'extra'
                ));
        exception
            -- "others" leaves out a failed assertion.
            when others or assert_failure then null;
        end;
    end loop;
    begin
        set constraints all immediate;
    exception
        when others or assert_failure then execute format('delete from %s', table_name);
    end;
    set constraints all deferred;
end;
$$;

-- What explain_chunk raises for the staged rows, NULL when nothing.
create function engines.explained(job bigint, role_name text)
returns text
language plpgsql
volatile
as $$
declare
    v_plan tabular_import_engine.import_plan;
    v_source text;
    v_message text;
begin
    v_plan := tabular_import_private.staged_plan(j) from tabular_import_private.import_job as j where j.id = job;
    v_source := format('from %s as s where true', v_plan.staging);
    begin
        perform set_config('role', role_name, true);
        perform set_config('TimeZone', 'UTC', true);
        v_plan.traits := tabular_import_engine.target_traits(v_plan);
        v_plan.diagnosis := tabular_import_engine.diagnosis_traits(v_plan);
        perform count(*) from tabular_import_engine.diagnose_chunk(v_plan, v_source) as e;
        raise exception using errcode = 'TAP00', message = 'taken back';
    exception
        when sqlstate 'TAP00' then null;
        when others then
            get stacked diagnostics v_message = pg_exception_context;
            v_message := format('%s %s %s', sqlstate, sqlerrm, v_message);
    end;
    return v_message;
end;
$$;

-- The rows of a table as objects of texts.
create function engines.table_rows(table_name text)
returns jsonb
language plpgsql
volatile
as $$
declare
    v_rows jsonb;
begin
    execute format(
        'select coalesce(jsonb_agg(jsonb_build_object(%s)), ''[]'') from %s as t',
        (
            select string_agg(format('%L, t.%I::text', a.attname, a.attname), ', ')
            from pg_attribute as a
            where a.attrelid = table_name::regclass and a.attnum > 0 and not a.attisdropped
        ), table_name)
    into v_rows;
    return v_rows;
end;
$$;

create function engines.contents(wanted jsonb)
returns jsonb
language plpgsql
volatile
as $$
declare
    v_content jsonb;
    v_some jsonb;
    v_rows jsonb := '{}';
begin
    for v_content in select c from jsonb_array_elements(wanted) as c loop
        execute format(
            'select coalesce(jsonb_agg(t order by t), ''[]'') from (select (select jsonb_build_array(%s)) from %s) as q (t)',
            v_content ->> 1, v_content ->> 0)
        into v_some;
        v_rows := v_rows || jsonb_build_object(v_content ->> 0, v_some);
    end loop;
    return v_rows;
end;
$$;

create function engines.report(job bigint, contents jsonb, before jsonb, explained text, has_rows boolean)
returns jsonb
language sql
volatile
begin atomic
    select
        jsonb_build_object(
            'status', j.status, 'result', j.result, 'hint', j.hint,
            'rows_read', j.rows_read, 'rows_imported', j.rows_imported, 'rows_inserted', j.rows_inserted,
            'rows_updated', j.rows_updated, 'rows_unchanged', j.rows_unchanged, 'rows_skipped', j.rows_skipped,
            'rows_rejected', j.rows_rejected, 'rows_held_back', j.rows_held_back, 'rows_deleted', j.rows_deleted,
            'parents_created', j.parents_created, 'explained', explained,
            'fallbacks', (
                select coalesce(sum(a.fallbacks), 0)
                from tabular_import_private.import_attempt as a where a.job_id = j.id),
            'before', report.before,
            'contents', engines.contents(report.contents),
            'rows', case when has_rows then engines.table_rows(j.table_id::regclass::text) end,
            'changes', coalesce((
                select jsonb_agg(to_jsonb(c) - 'job_id' order by c.change_number)
                from tabular_import_private.import_job_change as c where c.job_id = j.id), '[]'),
            'errors', coalesce((
                select jsonb_agg(to_jsonb(e) - 'job_id' order by e.error_number)
                from tabular_import_private.import_job_error as e where e.job_id = j.id), '[]'))
    from tabular_import_private.import_job as j
    where j.id = report.job;
end;

-- Stages rows (each a read error and cells) in chunks that do not stand in file order, imports them once for each
-- element of runs, which are options that are added to those of the job, and takes all back. Returns for each run the
-- job's counts, its row errors, the tables' rows afterwards and, with the first one, what explain_chunk alone raises
-- where is_explained asks for it.
create function engines.reports(
    runs jsonb, table_name text, header text[], cells jsonb, chunks integer[], options jsonb, role_name text,
    contents jsonb, is_explained boolean
)
returns jsonb
language plpgsql
volatile
as $$
declare
    v_job bigint;
    v_attempt integer;
    v_staging text;
    v_done integer := 0;
    v_run jsonb;
    v_explained text;
    v_before jsonb := engines.contents(contents);
    v_report jsonb;
    v_reports jsonb := '[]';
    v_has_rows boolean := runs @> '[{"dry_run": true}]';
begin
    begin
        perform set_config('session_authorization', role_name, true);
        v_job := tabular_import.submit_tabular_import_task(
            table_name, tabular_import.upload_file('rows.csv', uuid_send(gen_random_uuid())), options || (runs -> 0));
        select c.attempt into v_attempt from tabular_import.claim_own_import_job(v_job, 'test', '5 minutes') as c;
        if tabular_import.start_import(v_job, v_attempt) is not null then
            v_staging := tabular_import.stage_import(v_job, v_attempt, header);
        end if;
        if v_staging is not null then
            for v_number in 1..cardinality(chunks) loop
                execute format(
                    'insert into %s select r.n, r.n + 1, r.row ->> 0 %s from jsonb_array_elements($1) '
                    'with ordinality as r (row, n) where r.n > $2 and r.n <= $3 order by r.n %% 3, r.n',
                    v_staging,
                    (select string_agg(format(', r.row ->> %s', n), '' order by n) from generate_series(1, cardinality(header)) as n))
                using cells, v_done, v_done + chunks[v_number];
                v_done := v_done + chunks[v_number];
                perform tabular_import.note_staged(v_job, v_attempt, v_done, v_number = cardinality(chunks));
            end loop;
            if is_explained then
                reset session authorization;
                v_explained := engines.explained(v_job, role_name);
            end if;
        end if;
        reset session authorization;
        -- No cursor may be open here: run_import closes all.
        for v_number in 0..jsonb_array_length(runs) - 1 loop
            v_run := runs -> v_number;
            begin
                update tabular_import_private.import_job as j
                set options = j.options - 'dry_run' || v_run
                where j.id = v_job and v_staging is not null;
                update tabular_import_private.staging as s
                set options = s.options - 'dry_run' || v_run
                where s.job_id = v_job;
                perform setval(c.oid, 1000)
                from pg_class as c where c.relkind = 'S' and c.relnamespace = 'made'::regnamespace;
                if v_staging is not null then
                    perform set_config('session_authorization', role_name, true);
                    perform tabular_import.run_import(v_job, v_attempt);
                    reset session authorization;
                end if;
                v_report := engines.report(v_job, contents, v_before, v_explained, v_has_rows);
                v_explained := null;
                raise exception using errcode = 'TAP00', message = 'taken back';
            exception
                when sqlstate 'TAP00' then v_reports := v_reports || v_report;
            end;
        end loop;
        raise exception using errcode = 'TAP00', message = 'taken back';
    exception
        when sqlstate 'TAP00' then return v_reports;
    end;
end;
$$;
