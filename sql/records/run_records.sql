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
    c_none constant jsonb :=
        '{"rows_read": 0, "rows_inserted": 0, "rows_updated": 0, "rows_unchanged": 0, "rows_rejected": 0}'::jsonb;
    -- Hints and details of row errors that are ours; a trigger's may speak of a file of its own.
    c_ours constant text := '^(Correct the (cell|row) in the file[.]|Row [0-9]+ of the file (has|is) )';
    v_settings jsonb := (
        select jsonb_object_agg(s.name, current_setting(s.name))
        from unnest(array[
            'DateStyle', 'IntervalStyle', 'extra_float_digits', 'bytea_output', 'xmloption', 'array_nulls',
            'timezone_abbreviations', 'TimeZone']) as s (name));
    v_notes text[] := array(
        select tabular_import_engine.told_of_records(n.note)
        from unnest(records.notes) with ordinality as n (note, place)
        order by n.place);
    v_plan tabular_import_engine.import_plan;
    v_outcomes tabular_import_engine.row_outcome[] := '{}';
    v_counts tabular_import_engine.import_counts;
    v_errors bigint;
    v_file_errors bigint;
    v_rejected bigint;
    v_listed tabular_import_engine.row_outcome[];
begin
    if records.problem is not null then
        return tabular_import_engine.records_report(
            'error', tabular_import_engine.told_of_records(records.problem),
            tabular_import_engine.told_of_records(records.hint), null, '{}');
    end if;
    begin
        -- What the caller has deferred before is none of the records'.
        v_plan.table_id := records.table_id;
        v_plan.options := c_mark;
        execute tabular_import_engine.immediate_sql(v_plan);
        if records.row_count > 0 then
            v_plan := tabular_import_engine.stage_records(records);
            v_plan.options := v_plan.options || c_mark;
            v_notes := v_notes || tabular_import_engine.mapped_notes(v_plan, records.header);
            v_outcomes := array(
                select o from tabular_import_engine.run_plan(v_plan, current_setting('TimeZone')) as o);
            if starts_with(v_plan.staged, 'pg_temp.') then
                execute format('drop table %s', v_plan.staged);
            end if;
        elsif records.options <> '{}'::jsonb then
            -- Of no records, too, something may be expected.
            v_plan.options := records.options || c_mark;
            perform tabular_import_engine.begin_sums(v_plan.options);
            v_outcomes := array(
                select e
                from tabular_import_engine.broken_expectations(
                    v_plan, jsonb_populate_record(null::tabular_import_engine.import_counts, c_none)) as e);
        end if;
        select
            count(*), count(*) filter (where (e.error).row_number is null), count(distinct (e.error).row_number),
            coalesce(
                array_agg(e.error order by e.number) filter (
                    where e.number <= records.max_errors and e.bytes <= records.max_error_bytes),
                '{}')
        into v_errors, v_file_errors, v_rejected, v_listed
        from (
            select
                r.error, row_number() over w as number,
                sum(octet_length(r.error::text)) over w as bytes
            from (
                select
                    row(
                        o.row_number, o.line_number, o.column_name, tabular_import_engine.shortened(o.value),
                        o.sqlstate, o.constraint_name, tabular_import_engine.shortened(o.message),
                        tabular_import_engine.shortened(
                            case
                                when o.detail ~ c_ours then tabular_import_engine.told_of_records(o.detail)
                                else o.detail
                            end),
                        tabular_import_engine.shortened(
                            case
                                when o.hint ~ c_ours then tabular_import_engine.told_of_records(o.hint) else o.hint
                            end),
                        null, coalesce(o.is_cell_error, false), null
                        )::tabular_import_engine.row_outcome as error,
                    o.row_number,
                    o.ordinality
                from unnest(v_outcomes) with ordinality as o
                where tabular_import_engine.is_row_error(o.sqlstate)
            ) as r
            window w as (order by r.row_number nulls first, r.ordinality rows unbounded preceding)
        ) as e;
        v_counts := tabular_import_engine.told_counts(v_outcomes);
        v_counts.errors := v_errors;
        v_counts.file_errors := v_file_errors;
        v_counts.rows_rejected := v_rejected;
        v_counts.rows_read := records.row_count;
        v_counts := tabular_import_engine.settled_counts(v_counts, v_plan.options);
        if v_counts.is_refused then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        perform tabular_import_engine.defer_again();
        perform set_config(s.name, s.value, true)
        from jsonb_each_text(v_settings) as s (name, value)
        where s.value <> current_setting(s.name);
    exception
        -- All is as it was before: settings, deferred constraints and the table.
        when sqlstate 'TI022' then
            if v_counts.is_refused is null then
                raise;
            end if;
    end;
    return tabular_import_engine.records_report(
        tabular_import_engine.import_status(v_counts),
        tabular_import_engine.import_result(
            v_counts, tabular_import_engine.error_text(v_listed[:100], v_counts.errors)),
        tabular_import_engine.outcome_hint(
            v_notes || case
                when not v_counts.is_refused then array(
                    select o.message from unnest(v_outcomes) as o
                    where o.sqlstate = '00000' and o.row_count is null and o.fallback is null)
            end,
            cardinality(v_listed), v_counts),
        v_counts, v_listed);
end;
$$;

comment on function tabular_import_engine.run_records(tabular_import_engine.record_set) is
'Imports records as the current user, in a subtransaction that is taken back when they are refused, and returns the '
'report, see tabular_import.import_records.';
