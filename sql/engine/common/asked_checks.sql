create or replace function tabular_import_engine.asked_checks(
    plan tabular_import_engine.import_plan, rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- More warnings nobody reads in a hint.
    c_most_warnings constant bigint := 20;
    v_chunk tabular_import_engine.chunk := tabular_import_engine.next_chunk(plan, 0, true);
    v_source text;
    v_name text;
    v_check record;
    v_finding record;
    v_warnings bigint := 0;
    v_outcomes tabular_import_engine.row_outcome[];
    v_outcome tabular_import_engine.row_outcome;
    v_sqlstate text := (select e.sqlstate from tabular_import.error_condition as e where e.condition = 'check_failed');
    v_message text;
begin
    if v_chunk.last_row is not null then
        v_source := tabular_import_engine.chunk_source_sql(plan, v_chunk);
    end if;
    foreach v_name in array tabular_import_engine.check_names(plan.options) loop
        select c.function_id, c.message, c.hint into v_check
        from tabular_import_engine.check_function(
            plan.table_id, quote_ident(current_user)::regrole, v_name) as c;
        if v_check.function_id is null then
            return next tabular_import_engine.file_error('check_failed', v_check.message, v_check.hint);
            continue;
        end if;
        v_outcomes := '{}';
        begin
            perform set_config('search_path', plan.search_path, true);
            for v_finding in execute tabular_import_engine.check_sql(
                plan, v_check.function_id, v_source, asked_checks.rejected)
            loop
                -- It is refused anyway, and the check has not seen it.
                continue when v_finding.row_number = any(asked_checks.rejected::text[]);
                v_message := coalesce(v_finding.message, format('The check %s refuses it', v_name));
                if v_finding.severity not in ('error', 'warning') then
                    v_outcomes := v_outcomes || tabular_import_engine.file_error(
                        'check_failed',
                        format('The check %s gives a severity that is neither error nor warning: %s', v_name,
                            tabular_import_engine.shortened(v_finding.severity)),
                        'Mend the check, or leave it out of option checks.');
                elsif v_finding.row_number is not null and v_finding.line_number is null then
                    v_outcomes := v_outcomes || tabular_import_engine.file_error(
                        'check_failed',
                        format('The check %s speaks of row %s, and the file has %s row(s)', v_name,
                            tabular_import_engine.shortened(v_finding.row_number), coalesce(v_chunk.last_row, 0)),
                        'Mend the check: the number of a row is its place in the array.');
                elsif v_finding.severity = 'warning' then
                    v_warnings := v_warnings + 1;
                    if v_warnings <= c_most_warnings then
                        v_outcome := null;
                        v_outcome.sqlstate := '00000';
                        v_outcome.message := tabular_import_engine.shortened(concat_ws(
                            ' ', format('Warning of %s', v_name), 'for row ' || v_finding.row_number || ':')
                            || case when v_finding.row_number is null then ':' else '' end
                            || ' ' || rtrim(v_message, '.') || '.');
                        v_outcomes := v_outcomes || v_outcome;
                    end if;
                else
                    v_outcomes := v_outcomes || row(
                        v_finding.row_number::bigint, v_finding.line_number, v_finding.column_name, null, v_sqlstate,
                        v_name, v_message, null, v_finding.hint, null, false, null
                        )::tabular_import_engine.row_outcome;
                end if;
            end loop;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        exception
            when others or assert_failure then
                if tabular_import_engine.is_environment_error(sqlstate, (plan.traits).has_outside_column) then
                    raise;
                end if;
                v_outcomes := array[tabular_import_engine.file_error(
                    'check_failed',
                    format('The check %s failed: %s', v_name, tabular_import_engine.shortened(sqlerrm)),
                    'Mend the check, or leave it out of option checks.')];
        end;
        return query select o.* from unnest(v_outcomes) as o;
    end loop;
    if v_warnings > c_most_warnings then
        v_outcome := null;
        v_outcome.sqlstate := '00000';
        v_outcome.message := format('(And %s more warning(s).)', v_warnings - c_most_warnings);
        return next v_outcome;
    end if;
end;
$$;

comment on function tabular_import_engine.asked_checks(tabular_import_engine.import_plan, bigint[]) is
'What the functions of option checks say of the staged rows, which are good otherwise: row errors, errors of the whole '
'file, and warnings as notes. Asked as the current user, when the good rows are in the table. rejected: the numbers of '
'the others.';
