create or replace function tabular_import_engine.is_self_reference(
    table_id oid, outcome tabular_import_engine.statement_outcome
)
returns boolean
language sql
stable
security invoker
begin atomic
    select (is_self_reference.outcome).sqlstate = '23503' and exists (
        select from pg_constraint as k
        where
            k.conrelid = is_self_reference.table_id and k.confrelid = is_self_reference.table_id
            and k.contype = 'f' and k.conname::text = (is_self_reference.outcome).constraint_name
    );
end;

comment on function tabular_import_engine.is_self_reference(oid, tabular_import_engine.statement_outcome) is
'Whether an error is a dangling reference of the table to itself, which later rows of the file may still mend.';
