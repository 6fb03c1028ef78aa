create or replace function tabular_import_engine.run_records(records tabular_import_engine.record_set)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Compiling takes longer than any of the engine's statements on few rows.
set jit = off
as $$
declare
    -- See immediate_sql.
    c_mark constant jsonb := '{"is_records": true}'::jsonb;
    v_settings jsonb := (
        select jsonb_object_agg(s.name, current_setting(s.name))
        from unnest(array[
            'DateStyle', 'IntervalStyle', 'extra_float_digits', 'bytea_output', 'xmloption', 'array_nulls',
            'timezone_abbreviations', 'TimeZone']) as s (name));
    v_plan tabular_import_engine.import_plan;
    v_outcomes tabular_import_engine.row_outcome[] := '{}';
    v_errors bigint;
    v_rejected bigint;
    v_listed tabular_import_engine.row_outcome[];
    v_skipped bigint;
begin
    if records.problem is not null then
        return tabular_import_engine.records_report(
            'error', records.problem, records.hint, null, 0, null, null, '{}');
    end if;
    begin
        -- What the caller has deferred before is none of the records'.
        v_plan.table_id := records.table_id;
        v_plan.options := c_mark;
        execute tabular_import_engine.immediate_sql(v_plan);
        if records.row_count > 0 then
            v_plan := tabular_import_engine.stage_records(records);
            v_plan.options := v_plan.options || c_mark;
            v_outcomes := array(
                select o from tabular_import_engine.run_plan(v_plan, current_setting('TimeZone')) as o);
            if starts_with(v_plan.staged, 'pg_temp.') then
                execute format('drop table %s', v_plan.staged);
            end if;
        end if;
        select
            count(*), count(distinct (e.error).row_number),
            coalesce(
                array_agg(e.error order by e.number) filter (
                    where e.number <= records.max_errors and e.bytes <= records.max_error_bytes),
                '{}')
        into v_errors, v_rejected, v_listed
        from (
            select
                r.error, row_number() over w as number,
                sum(octet_length(r.error::text)) over w as bytes
            from (
                select
                    row(
                        o.row_number, o.line_number, o.column_name, tabular_import_engine.shortened(o.value),
                        o.sqlstate, o.constraint_name, tabular_import_engine.shortened(o.message),
                        tabular_import_engine.shortened(o.detail), tabular_import_engine.shortened(o.hint), null,
                        coalesce(o.is_cell_error, false), null
                        )::tabular_import_engine.row_outcome as error,
                    o.row_number,
                    o.ordinality
                from unnest(v_outcomes) with ordinality as o
                where o.sqlstate not in ('00000', '02000')
            ) as r
            window w as (order by r.row_number, r.ordinality rows unbounded preceding)
        ) as e;
        if v_errors > 0 then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        perform tabular_import_engine.defer_again();
        perform set_config(s.name, s.value, true)
        from jsonb_each_text(v_settings) as s (name, value)
        where s.value <> current_setting(s.name);
    exception
        -- All is as it was before: settings, deferred constraints and the table.
        when sqlstate 'TI022' then
            if v_errors is null then
                raise;
            end if;
    end;
    v_skipped := (select coalesce(sum(o.row_count), 0) from unnest(v_outcomes) as o where o.sqlstate = '02000');
    if v_errors = 0 then
        return tabular_import_engine.records_report(
            'success',
            format('Successfully imported %s row(s)', records.row_count - v_skipped),
            tabular_import_engine.outcome_hint(
                records.notes || array(
                    select o.message from unnest(v_outcomes) as o where o.sqlstate = '00000' and o.fallback is null),
                0, 0, v_skipped),
            records.row_count, records.row_count - v_skipped, 0, v_skipped, '{}');
    end if;
    return tabular_import_engine.records_report(
        'error', tabular_import_engine.error_text(v_listed[:100], v_errors),
        tabular_import_engine.outcome_hint(records.notes, cardinality(v_listed), v_errors, v_skipped),
        records.row_count, 0, v_rejected, v_skipped, v_listed);
end;
$$;

comment on function tabular_import_engine.run_records(tabular_import_engine.record_set) is
'Imports records as the current user, in a subtransaction that is taken back when one is refused, and returns the '
'report, see tabular_import.import_records.';
