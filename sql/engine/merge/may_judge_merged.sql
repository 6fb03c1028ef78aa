create or replace function tabular_import_engine.may_judge_merged(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        (may_judge_merged.plan).diagnosis.is_diagnosable
        and not (may_judge_merged.plan).diagnosis.has_row_security
        -- An empty cell may be an empty text.
        and not (may_judge_merged.plan).options ? 'row_version'
        and not exists (
            select from tabular_import_engine.table_triggers((may_judge_merged.plan).table_id) as t
            where not t.is_internal and t.is_before and (t.fires_in_origin or t.fires_in_replica)
        )
        -- They are made before anything else is asked, and may raise.
        and not exists (
            select from pg_attribute as a
            where a.attrelid = (may_judge_merged.plan).table_id and a.attgenerated <> '' and not a.attisdropped
        )
        and not exists (
            select from tabular_import_engine.table_constraints((may_judge_merged.plan).table_id) as k
            cross join
                lateral tabular_import_engine.merge_key(
                    (may_judge_merged.plan).table_id, (may_judge_merged.plan).options
                ) as m
            cross join lateral tabular_import_engine.key_indexes((may_judge_merged.plan).table_id, m.columns) as v
            where
                k.kind = 'check' and k.is_enforced
                and (
                    k.column_numbers = '{}'
                    or exists (
                        select from tabular_import_engine.merged_values(may_judge_merged.plan, v.numbers) as c
                        where c.column_number = any(k.column_numbers) and not c.is_known
                    )
                )
        )
        -- What a new row lacks is asked before its checks.
        and not exists (
            select from pg_attribute as a
            inner join pg_type as t on t.oid = a.atttypid
            where
                a.attrelid = (may_judge_merged.plan).table_id and a.attnum > 0 and not a.attisdropped
                and t.typtype = 'd'
                and a.attname::text <> all(array_remove((may_judge_merged.plan).header, null))
        );
end;

comment on function tabular_import_engine.may_judge_merged(tabular_import_engine.import_plan) is
'Whether queries can tell which rows the checks of the table refuse when they are merged: what becomes of each column '
'that a check names is known, and nothing else may refuse the row before it does.';
