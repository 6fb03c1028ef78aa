create or replace function tabular_import_engine.run_plan(plan tabular_import_engine.import_plan, time_zone text)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_engine.statement_outcome;
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
    plan.default_positions := tabular_import_engine.default_positions(
        plan.table_id, plan.header, coalesce((plan.options ->> 'use_defaults')::boolean, false));
    plan.traits := tabular_import_engine.target_traits(plan);
    begin
        if plan.link_head is null then
            return query select o.* from tabular_import_engine.import_plain(plan) as o;
        else
            return query select o.* from tabular_import_engine.import_linked(plan) as o;
        end if;
        -- What was deferred may set another path, and for good.
        v_outcome := tabular_import_engine.try_statement(
            tabular_import_engine.immediate_sql(plan), null, 'pg_catalog, pg_temp');
        if v_outcome.sqlstate is not null then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
    exception
        when sqlstate 'TI022' then
            if v_outcome.sqlstate is null then
                raise;
            end if;
    end;
    if v_outcome.sqlstate is not null then
        return next tabular_import_engine.row_error(plan, null, null, null, v_outcome);
        return;
    end if;
    -- They concern no row; what is said with this SQLSTATE is no error.
    return query select n.* from tabular_import_engine.sequence_notes(plan) as n;
end;
$$;

comment on function tabular_import_engine.run_plan(tabular_import_engine.import_plan, text) is
'Imports staged rows as the current user, with the time zone of the submit, and checks deferred constraints. Returns '
'outcomes as import_rows does; an outcome without row number concerns the whole file, and is a note with SQLSTATE '
'00000.';
