create or replace function tabular_import_engine.run_plan(plan tabular_import_engine.import_plan, time_zone text)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What triggers defer again and again the load does behind us, and a dry run here: as often as run_deferred_work.
    c_rounds constant integer := 20;
    v_is_dry_run constant boolean := coalesce((plan.options ->> 'dry_run')::boolean, false);
    v_is_watched boolean := tabular_import_engine.keeps_good_rows(plan.options)
        or coalesce(plan.options ?| array['expect_rows', 'expect_sums', 'max_change', 'checks'], false);
    v_row tabular_import_engine.row_outcome;
    v_counts tabular_import_engine.import_counts;
    v_rejected bigint[] := '{}';
    v_told tabular_import_engine.row_outcome[] := '{}';
    v_outcome tabular_import_engine.statement_outcome;
    v_problems tabular_import_engine.row_outcome[] := '{}';
    v_is_refused boolean := false;
    v_changes tabular_import_engine.row_outcome[] := '{}';
    v_said tabular_import_engine.row_outcome[] := '{}';
begin
    -- Mostly the session has them already; to set timezone_abbreviations reads a file.
    perform set_config(s.name, s.value, true)
    from (values
        ('TimeZone', run_plan.time_zone),
        ('DateStyle', 'ISO, YMD'),
        ('IntervalStyle', 'postgres'),
        ('extra_float_digits', '1'),
        ('bytea_output', 'hex'),
        ('xmloption', 'content'),
        ('array_nulls', 'on'),
        ('timezone_abbreviations', 'Default')
    ) as s (name, value)
    where s.value <> current_setting(s.name);
    perform tabular_import_engine.lock_target(plan);
    if plan.link_head is not null then
        perform tabular_import_engine.lock_links(plan);
    end if;
    plan.default_positions := tabular_import_engine.default_positions(
        plan.table_id, plan.header, coalesce((plan.options ->> 'use_defaults')::boolean, false));
    plan.traits := tabular_import_engine.target_traits(plan);
    if v_is_dry_run then
        plan.options := plan.options || tabular_import_engine.change_options(plan);
        perform set_config(s.name, s.value, true)
        from (values
            ('tabular_import.changes', '0'), ('tabular_import.change_bytes', '0'),
            ('tabular_import.changes_are_full', 'false'), ('tabular_import.row', '')
        ) as s (name, value);
    end if;
    begin
        if v_is_watched then
            perform tabular_import_engine.begin_sums(plan.options);
            for v_row in select o.* from tabular_import_engine.run_engine(plan) as o loop
                return next v_row;
                if v_row.sqlstate not in ('00000', '02000') then
                    v_rejected := v_rejected || v_row.row_number;
                elsif v_row.row_count is not null then
                    v_told := v_told || v_row;
                end if;
            end loop;
        else
            return query select o.* from tabular_import_engine.run_engine(plan) as o;
        end if;
        -- What was deferred may set another path, and for good.
        for v_round in 1..case when v_is_dry_run then c_rounds else 1 end loop
            v_outcome := tabular_import_engine.try_statement(
                tabular_import_engine.immediate_sql(plan), null, 'pg_catalog, pg_temp');
            exit when v_outcome.sqlstate is not null;
        end loop;
        if v_outcome.sqlstate is not null then
            v_problems := array[tabular_import_engine.row_error(plan, null, null, null, v_outcome)];
        elsif v_is_watched then
            v_counts := tabular_import_engine.told_counts(v_told);
            v_counts.errors := cardinality(v_rejected);
            v_counts.file_errors := cardinality(v_rejected) - cardinality(array_remove(v_rejected, null));
            v_counts.rows_rejected := (select count(distinct r) from unnest(v_rejected) as r);
            v_counts.rows_read := tabular_import_engine.staged_count(plan);
            v_counts := tabular_import_engine.settled_counts(v_counts, plan.options);
            v_is_refused := v_counts.is_refused;
            if not v_is_refused then
                v_problems := array(
                    select p from tabular_import_engine.broken_expectations(plan, v_counts) as p);
                v_said := array(select p from tabular_import_engine.asked_checks(plan) as p);
                v_problems := v_problems || array(select p from unnest(v_said) as p where p.sqlstate <> '00000');
            end if;
        end if;
        v_is_refused := v_is_refused or cardinality(v_problems) > 0;
        if v_is_dry_run and not v_is_refused then
            v_changes := array(select c from tabular_import_engine.noted_changes(plan) as c);
        end if;
        if v_is_refused or v_is_dry_run then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
    exception
        when sqlstate 'TI022' then
            if not (v_is_refused or v_is_dry_run) then
                raise;
            end if;
    end;
    return query select p.* from unnest(v_problems || v_changes) as p;
    if v_is_refused then
        return;
    end if;
    return query select p.* from unnest(v_said) as p;
    if not v_is_dry_run then
        -- They concern no row; what is said with this SQLSTATE is no error.
        return query select n.* from tabular_import_engine.sequence_notes(plan) as n;
    end if;
end;
$$;

comment on function tabular_import_engine.run_plan(tabular_import_engine.import_plan, text) is
'Imports staged rows as the current user, with the time zone of the submit, and checks deferred constraints and what '
'the options expect; a dry run is then taken back. Returns outcomes as import_rows does; an outcome without row number '
'concerns the whole file, and is a note with SQLSTATE 00000.';
