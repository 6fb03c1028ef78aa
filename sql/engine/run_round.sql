create or replace function tabular_import_engine.run_round(plan tabular_import_engine.import_plan)
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
    v_is_review constant boolean := plan.options ? 'review';
    v_is_watched boolean := v_is_review or tabular_import_engine.keeps_good_rows(plan.options)
        or coalesce(plan.options ?| array['expect_rows', 'expect_sums', 'max_change', 'checks'], false);
    v_row tabular_import_engine.row_outcome;
    v_counts tabular_import_engine.import_counts;
    v_rejected bigint[] := '{}';
    v_told tabular_import_engine.row_outcome[] := '{}';
    v_outcome tabular_import_engine.statement_outcome;
    v_problems tabular_import_engine.row_outcome[] := '{}';
    v_is_refused boolean := false;
    v_is_taken_back boolean := v_is_dry_run;
    v_review jsonb;
    v_changes tabular_import_engine.row_outcome[] := '{}';
    v_said tabular_import_engine.row_outcome[] := '{}';
begin
    begin
        if v_is_watched then
            perform tabular_import_engine.begin_sums(plan.options);
            for v_row in select o.* from tabular_import_engine.run_engine(plan) as o loop
                return next v_row;
                if tabular_import_engine.is_row_error(v_row.sqlstate) then
                    v_rejected := v_rejected || v_row.row_number;
                elsif v_row.row_count is not null then
                    v_told := v_told || v_row;
                end if;
            end loop;
        else
            return query select o.* from tabular_import_engine.run_engine(plan) as o;
        end if;
        -- What was deferred may set another path, and for good.
        for v_round in 1..case when v_is_dry_run or v_is_review then c_rounds else 1 end loop
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
                v_said := array(select p from tabular_import_engine.asked_checks(plan, v_rejected) as p);
                v_problems := array(select p from unnest(v_said) as p where p.sqlstate <> '00000');
                -- Without the rows that checks refuse there may be others.
                if cardinality(v_problems) = 0 or not tabular_import_engine.keeps_good_rows(plan.options) then
                    v_problems := array(
                        select p from tabular_import_engine.broken_expectations(plan, v_counts) as p) || v_problems;
                end if;
            end if;
        end if;
        v_is_refused := v_is_refused or cardinality(v_problems) > 0;
        if (v_is_dry_run or v_is_review) and not v_is_refused then
            v_changes := array(select c from tabular_import_engine.noted_changes(plan) as c);
        end if;
        if v_is_review and not v_is_refused then
            v_review := tabular_import_engine.review_of(plan, v_counts);
            v_is_taken_back := (plan.options -> 'review') - 'now' is distinct from v_review;
        end if;
        if v_is_refused or v_is_taken_back then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
    exception
        when sqlstate 'TI022' then
            if not (v_is_refused or v_is_taken_back) then
                raise;
            end if;
    end;
    return query select p.* from unnest(v_problems || v_changes) as p;
    if v_is_refused then
        -- A row that the table leaves out may be one that a check refuses: it would count twice. None was left out.
        if exists (select from unnest(v_problems) as p where p.row_number is not null) then
            return query
            select o.*
            from unnest(v_told) as t
            cross join lateral jsonb_populate_record(t, jsonb_build_object('row_count', -t.row_count)) as o
            where t.sqlstate = '02000' or t.message = 'present';
        end if;
        return;
    end if;
    return query select p.* from unnest(v_said) as p;
    if v_review is not null then
        return next row(
            null, null, null, null, '00000', null, 'reviewed',
            (v_review || jsonb_build_object('is_done', not v_is_taken_back))::text, null, 0, null, null
        )::tabular_import_engine.row_outcome;
    end if;
    if not v_is_taken_back then
        -- They concern no row; what is said with this SQLSTATE is no error.
        return query select n.* from tabular_import_engine.sequence_notes(plan) as n;
    end if;
end;
$$;

comment on function tabular_import_engine.run_round(tabular_import_engine.import_plan) is
'Imports staged rows, and checks deferred constraints and what the options expect; what is refused, or a dry run, is '
'then taken back; so is an import under review, unless table and changes are as entry review of the options says. '
'Returns outcomes as run_plan does. Where checks refuse rows, all is taken back, be it that option '
'on_error keeps the good ones.';
