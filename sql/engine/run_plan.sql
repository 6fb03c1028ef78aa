create or replace function tabular_import_engine.run_plan(plan tabular_import_engine.import_plan, time_zone text)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_checking boolean := false;
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
    if plan.options ->> 'engine' = 'reference' then
        perform tabular_import_engine.next_chunk(plan, 0, true);
        return query select o.* from tabular_import_engine.import_rows(plan) as o;
    else
        return query select o.* from tabular_import_engine.import_fast(plan) as o;
    end if;
    v_is_checking := true;
    set constraints all immediate;
    -- What was deferred may have set another path, and for good: before anything else is looked up.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    -- They concern no row; what is said with this SQLSTATE is no error.
    return query
    select
        null::bigint, null::bigint, null::text, null::text, '00000'::text, null::text, n.note, null::text,
        null::text, null::bigint, false, null::text
    from tabular_import_engine.sequence_notes(plan) as n (note);
exception
    -- "others" leaves out a failed assertion.
    when others or assert_failure then
        if not v_is_checking or tabular_import_engine.is_environment_error(sqlstate) then
            raise;
        end if;
        get stacked diagnostics
            v_outcome.sqlstate = returned_sqlstate,
            v_outcome.message = message_text,
            v_outcome.detail = pg_exception_detail,
            v_outcome.hint = pg_exception_hint,
            v_outcome.schema_name = schema_name,
            v_outcome.table_name = table_name,
            v_outcome.constraint_name = constraint_name,
            v_outcome.column_name = column_name;
        return next tabular_import_engine.row_error(
            plan, null, null, null, tabular_import_engine.shortened_outcome(v_outcome));
end;
$$;

comment on function tabular_import_engine.run_plan(tabular_import_engine.import_plan, text) is
'Imports staged rows as the current user, with the time zone of the submit, and checks deferred constraints. Returns '
'outcomes as import_rows does; an outcome without row number concerns the whole file, and is a note with SQLSTATE '
'00000.';
