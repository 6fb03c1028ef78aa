create or replace function tabular_import_engine.may_set_references(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        has_parameter_privilege('session_replication_role', 'set')
        and tabular_import_engine.is_diagnosable((may_set_references.plan).table_id)
        and exists (
            select from pg_constraint as k
            where k.contype = 'f' and k.conrelid = (may_set_references.plan).table_id
        )
        -- No trigger may be passed over but those of references that are checked and locked here.
        and not exists (
            select from pg_trigger as t
            left join pg_constraint as k on k.oid = t.tgconstraint
            where
                t.tgrelid = (may_set_references.plan).table_id and t.tgtype & 4 = 4
                and (k.contype is distinct from 'f' or not t.tgisinternal or t.tgenabled <> 'O')
        )
        and not exists (
            select from pg_constraint as k
            inner join pg_class as f on f.oid = k.confrelid
            where
                k.contype = 'f' and k.conrelid = (may_set_references.plan).table_id
                and not coalesce(
                    k.confrelid <> k.conrelid
                    and k.confmatchtype = 's'
                    and k.conparentid = 0
                    and f.relkind = 'r'
                    and not row_security_active(f.oid)
                    and has_schema_privilege(f.relnamespace, 'usage')
                    and has_table_privilege(f.oid, 'select')
                    and has_any_column_privilege(f.oid, 'update')
                    and tabular_import_engine.brings_columns(may_set_references.plan, k.conkey),
                    false
                )
        )
        and not row_security_active((may_set_references.plan).table_id)
        -- What it writes elsewhere would not be checked, either.
        and not tabular_import_engine.runs_user_code((may_set_references.plan).table_id);
end;

comment on function tabular_import_engine.may_set_references(tabular_import_engine.import_plan) is
'Whether the current user may, and the table allows to, check references by queries instead of row by row.';
