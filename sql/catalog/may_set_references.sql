create or replace function tabular_import_engine.may_set_references(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        has_parameter_privilege('session_replication_role', 'set')
        and tabular_import_engine.is_diagnosable(may_set_references.plan)
        -- No trigger may be passed over but those of references that are checked and locked here.
        and not exists (
            select from tabular_import_engine.table_triggers((may_set_references.plan).table_id) as t
            where
                t.is_for_insert
                and not (t.is_reference_check and t.fires_in_origin and not t.fires_in_replica)
        )
        and (
            select
                coalesce(
                    bool_or(k.is_enforced)
                    and bool_and(
                        k.referred_table_id <> (may_set_references.plan).table_id
                        and k.is_simple_match
                        and not k.is_part
                        and f.relkind = 'r'
                        and not row_security_active(f.oid)
                        and has_schema_privilege(f.relnamespace, 'usage')
                        and has_table_privilege(f.oid, 'select')
                        and has_any_column_privilege(f.oid, 'update')
                        and tabular_import_engine.brings_columns(may_set_references.plan, k.column_numbers)
                    ),
                    false
                )
            from tabular_import_engine.table_constraints((may_set_references.plan).table_id) as k
            inner join pg_class as f on f.oid = k.referred_table_id
            where k.kind = 'reference'
        )
        and tabular_import_engine.has_plain_references((may_set_references.plan).table_id)
        and not row_security_active((may_set_references.plan).table_id)
        -- What it writes elsewhere would not be checked, either.
        and not tabular_import_engine.runs_user_code((may_set_references.plan).table_id);
end;

comment on function tabular_import_engine.may_set_references(tabular_import_engine.import_plan) is
'Whether the current user may, and the table allows to, check references by queries instead of row by row.';
