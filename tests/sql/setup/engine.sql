-- A plan that knows its target, as when its rows are diagnosed.
create function tap_help.plan(table_name text, staging text, header text[], search_path text default 'public')
returns tabular_import_engine.import_plan
language plpgsql
as $$
declare
    v_plan tabular_import_engine.import_plan := tabular_import_engine.make_plan(
        table_name::regclass, staging, header, '{}', search_path);
begin
    v_plan.job_id := 1;
    v_plan.traits := tabular_import_engine.target_traits(v_plan);
    v_plan.diagnosis := tabular_import_engine.diagnosis_traits(v_plan);
    return v_plan;
end;
$$;

-- How the two engines differ on the same rows; NULL when they do not. Nothing stays imported.
create function tap_help.engines_differ(
    table_name text, header text[], lines text[], options jsonb default '{}', role_name text default 'alice'
)
returns text
language plpgsql
volatile
as $$
declare
    v_engine text;
    v_job bigint;
    v_rows text;
    v_reports text[] := '{}';
    v_report text;
begin
    foreach v_engine in array array['reference', 'fast'] loop
        begin
            v_job := tap_help.import(
                table_name, header, lines, options || jsonb_build_object('engine', v_engine), role_name);
            execute format('select string_agg(t::text, E''\n'' order by t::text) from %s as t', table_name) into v_rows;
            v_report := (
                select concat_ws(
                    E'\n', j.status, j.result, j.rows_read, j.rows_imported, j.rows_rejected, j.rows_skipped, j.rows_held_back,
                    (
                        select string_agg(to_jsonb(e)::text, E'\n' order by e.error_number)
                        from (
                            select x.error_number, x.row_number, x.line_number, x.column_name, x.value, x.sqlstate,
                                x.constraint_name, x.message, x.detail, x.hint
                            from tabular_import.import_job_error as x
                            where x.job_id = j.id
                        ) as e
                    ),
                    'rows:', v_rows)
                from tabular_import.import_job as j
                where j.id = v_job);
            raise exception using errcode = 'TAP00', message = 'taken back';
        exception
            when sqlstate 'TAP00' then v_reports := v_reports || v_report;
        end;
    end loop;
    if v_reports[1] = v_reports[2] then
        return null;
    end if;
    return format(E'reference:\n%s\nfast:\n%s', v_reports[1], v_reports[2]);
end;
$$;
