create or replace function tabular_import_engine.diagnosis_traits(plan tabular_import_engine.import_plan)
returns tabular_import_engine.diagnosis_traits
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_traits tabular_import_engine.diagnosis_traits;
    v_is_generated boolean;
    v_stamping oid[] := tabular_import_engine.stamping_functions(plan);
    v_judged oid[] := array(
        select k.constraint_id from tabular_import_engine.judged_constraints(plan) as k);
begin
    v_traits.is_diagnosable := tabular_import_engine.is_diagnosable(plan);
    v_traits.has_row_security := row_security_active(plan.table_id);
    select
        coalesce(bool_or(not t.is_internal and (t.fires_in_origin or t.fires_in_replica)), false),
        coalesce(bool_or(not t.is_reference_check), false)
    into v_traits.has_insert_trigger, v_traits.has_unjudged_trigger
    from tabular_import_engine.table_triggers(plan.table_id) as t
    where t.is_for_insert and t.function_id <> all(v_stamping);
    v_traits.has_unjudged_check := exists (
        select from tabular_import_engine.table_constraints(plan.table_id) as k
        where k.kind = 'check' and k.is_enforced and k.constraint_id <> all(v_judged));
    v_traits.has_unjudged_reference := exists (
        select from tabular_import_engine.checked_references(plan.table_id) as c
        where c.constraint_id <> all(v_judged));
    v_traits.has_special_index := tabular_import_engine.has_special_index(plan);
    v_traits.has_several_keys := (select count(*) from tabular_import_engine.unique_keys(plan)) > 1;
    v_traits.has_counted_column := exists (select from tabular_import_engine.counted_columns(plan));
    v_traits.can_hash := tabular_import_engine.can_hash(plan);
    v_is_generated := exists (
        select from pg_attribute as a
        where a.attrelid = plan.table_id and a.attgenerated <> '');
    -- An exclusion constraint has a special index, a constraint trigger is an unjudged one.
    v_traits.may_diagnose := v_traits.is_diagnosable
        and not v_traits.has_row_security
        and not v_traits.has_unjudged_trigger
        and not v_traits.has_unjudged_check
        and not v_traits.has_unjudged_reference
        and not v_traits.has_special_index
        and not v_is_generated
        and not tabular_import_engine.has_uncertain_default(plan);
    -- Only suspects are tried, and what is suspected of these indexes and checks, alone.
    if v_traits.has_unjudged_trigger and not v_traits.has_unjudged_check and not v_traits.has_special_index then
        v_traits.set_by_triggers := tabular_import_engine.set_by_triggers(plan.table_id);
    end if;
    return v_traits;
end;
$$;

comment on function tabular_import_engine.diagnosis_traits(tabular_import_engine.import_plan) is
'What decides how much queries can tell of the rows that a target refuses, asked once, when the first of them is. '
'has_unjudged_check, has_unjudged_reference: one that is none of judged_constraints; has_unjudged_trigger: one that '
'may refuse rows and keeps no foreign key; has_several_keys, has_counted_column: see unique_keys and counted_columns. '
'may_diagnose: queries alone can tell for every row if the target would take it, unless has_long_keys: no triggers, '
'row security, generated columns, constraints of other kinds or defaults that may fail. For the others see the '
'functions of their names.';
