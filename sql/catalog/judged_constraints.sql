create or replace function tabular_import_engine.judged_constraints(plan tabular_import_engine.import_plan)
returns table (constraint_id oid, name text, kind text)
language sql
stable
security invoker
begin atomic
    select
        k.constraint_id,
        k.name,
        'check' as kind
    from tabular_import_engine.table_constraints((judged_constraints.plan).table_id) as k
    where
        k.kind = 'check' and k.is_enforced and cardinality(k.column_numbers) > 0
        and tabular_import_engine.brings_columns(judged_constraints.plan, k.column_numbers)
    union all
    select
        k.constraint_id,
        k.name,
        'reference' as kind
    from tabular_import_engine.checked_references((judged_constraints.plan).table_id) as c
    inner join tabular_import_engine.table_constraints((judged_constraints.plan).table_id) as k
        on k.constraint_id = c.constraint_id
    where
        k.referred_table_id <> (judged_constraints.plan).table_id
        and tabular_import_engine.is_readable_reference(k.constraint_id)
        and tabular_import_engine.brings_columns(judged_constraints.plan, k.column_numbers)
    union all
    select
        k.constraint_id,
        k.name,
        'self reference' as kind
    from tabular_import_engine.checked_references((judged_constraints.plan).table_id) as c
    inner join tabular_import_engine.table_constraints((judged_constraints.plan).table_id) as k
        on k.constraint_id = c.constraint_id
    where
        k.referred_table_id = (judged_constraints.plan).table_id
        and tabular_import_engine.is_readable_reference(k.constraint_id)
        and tabular_import_engine.brings_columns(judged_constraints.plan, k.column_numbers || k.referred_numbers);
end;

comment on function tabular_import_engine.judged_constraints(tabular_import_engine.import_plan) is
'The constraints of the target that a query judges: checks on columns that the file brings, and references whose keys '
'the file brings and the current user may read. kind: check, reference or self reference.';
