create or replace function tabular_import_engine.run_plan(plan tabular_import_engine.import_plan, time_zone text)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_dry_run constant boolean := coalesce((plan.options ->> 'dry_run')::boolean, false);
    v_is_review constant boolean := plan.options ? 'review';
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
    if v_is_dry_run or v_is_review then
        plan.options := plan.options || tabular_import_engine.change_options(plan);
        if v_is_review then
            -- What cannot be seen cannot be compared.
            if not plan.options ? 'changes' then
                return next tabular_import_engine.file_error(
                    'not_permitted', 'The import cannot be held for approval: what it changes cannot be seen by you',
                    'Let a role that may select from the table import the file.');
                return;
            end if;
            -- From now on nobody changes the table's definition.
            plan.options := jsonb_set(
                plan.options, '{review,now}', tabular_import_engine.table_fingerprint(plan.table_id));
            perform set_config('tabular_import.digest', '0', true);
        end if;
        perform set_config(s.name, s.value, true)
        from (values
            ('tabular_import.changes', '0'), ('tabular_import.change_bytes', '0'),
            ('tabular_import.changes_are_full', 'false'), ('tabular_import.row', '')
        ) as s (name, value);
    end if;
    if plan.options #> '{row_keys,undo}' = 'true' then
        return query select o.* from tabular_import_engine.run_recorded(plan) as o;
    elsif plan.options ? 'checks' and tabular_import_engine.keeps_good_rows(plan.options) then
        return query select o.* from tabular_import_engine.run_checked(plan) as o;
    else
        return query select o.* from tabular_import_engine.run_round(plan) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.run_plan(tabular_import_engine.import_plan, text) is
'Imports staged rows as the current user, with the time zone of the submit, and checks deferred constraints and what '
'the options expect; a dry run is then taken back, and an import under review unless it is what was reviewed, see '
'run_round. Returns outcomes as import_rows does; an outcome without row number '
'concerns the whole file, and is a note with SQLSTATE 00000.';
