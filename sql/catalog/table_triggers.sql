create or replace function tabular_import_engine.table_triggers(table_id oid)
returns table (
    trigger_id oid,
    parent_id oid,
    is_internal boolean,
    is_reference_check boolean,
    constraint_id oid,
    is_for_insert boolean,
    is_for_each_row boolean,
    is_before boolean,
    is_instead boolean,
    fires_in_origin boolean,
    fires_in_replica boolean,
    function_id oid,
    condition text
)
language sql
stable
security invoker
begin atomic
    select
        t.oid as trigger_id,
        t.tgparentid as parent_id,
        t.tgisinternal as is_internal,
        t.tgisinternal and coalesce(k.contype = 'f', false) as is_reference_check,
        t.tgconstraint as constraint_id,
        t.tgtype & 4 <> 0 as is_for_insert,
        t.tgtype & 1 <> 0 as is_for_each_row,
        t.tgtype & 2 <> 0 as is_before,
        t.tgtype & 64 <> 0 as is_instead,
        t.tgenabled in ('O', 'A') as fires_in_origin,
        t.tgenabled in ('R', 'A') as fires_in_replica,
        t.tgfoid as function_id,
        case
            when t.tgqual is not null
                then substring(pg_get_triggerdef(t.oid) from ' WHEN \((.*)\) EXECUTE (?:FUNCTION|PROCEDURE) ')
        end as condition
    from pg_trigger as t
    left join pg_constraint as k on k.oid = t.tgconstraint
    where t.tgrelid = table_triggers.table_id;
end;

comment on function tabular_import_engine.table_triggers(oid) is
'The triggers of a table, those of PostgreSQL itself (is_internal) included. parent_id: the trigger that this one is '
'the part for a partition of, or 0; is_reference_check: one of those that keep a foreign key; constraint_id: the '
'constraint that it belongs to, or 0; fires_in_origin, fires_in_replica: by session_replication_role, neither where it '
'is disabled; condition: its WHEN, or NULL.';
