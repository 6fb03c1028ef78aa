create or replace function tabular_import_engine.stamping_functions(plan tabular_import_engine.import_plan)
returns oid[]
language sql
stable
security invoker
begin atomic
    select coalesce(array_agg(s.function_id), '{}')
    from (
        select t.function_id
        from tabular_import_engine.table_triggers((stamping_functions.plan).table_id) as t
        inner join pg_proc as f on f.oid = t.function_id
        inner join pg_language as l on l.oid = f.prolang
        where t.is_for_insert and not t.is_internal
        group by t.function_id, f.prosrc, l.lanname, f.proconfig
        having
            l.lanname = 'plpgsql' and f.proconfig is null
            and bool_and(t.is_for_each_row and t.is_before and t.condition is null)
            -- "begin new.updated_at := now(); return new; end", however it is laid out.
            and f.prosrc ~* (
                '^\s*begin(\s+new\s*\.\s*\w+\s*:?=\s*(now\s*\(\s*\)|current_timestamp)\s*;)+'
                '\s*return\s+new\s*;\s*end\s*;?\s*$'
            )
    ) as s
    where
        not exists (
            select from pg_proc as f
            where f.proname = 'now' and f.pronamespace <> 'pg_catalog'::regnamespace
        )
        and not exists (
            select from pg_attribute as a
            where
                a.attrelid = (stamping_functions.plan).table_id and a.attgenerated <> ''
        )
        and not exists (
            select from pg_proc as f
            cross join lateral regexp_matches(f.prosrc, 'new\s*\.\s*(\w+)', 'gi') as m (names)
            left join pg_attribute as a
                on
                    a.attrelid = (stamping_functions.plan).table_id and a.attname::text = lower(m.names[1])
                    and a.attnum > 0
            where
                f.oid = s.function_id
                and (
                    a.attnum is null
                    or a.atttypid not in ('timestamptz'::regtype, 'timestamp'::regtype)
                    -- Neither the file nor a constraint or an index has to do with it.
                    or a.attname::text = any((stamping_functions.plan).header)
                    or exists (
                        select from tabular_import_engine.table_constraints(a.attrelid) as k
                        where
                            k.kind <> 'not null'
                            -- 0 is the row as a whole.
                            and coalesce(a.attnum = any(k.column_numbers) or 0 = any(k.column_numbers), true)
                    )
                    or exists (
                        select from tabular_import_engine.table_indexes(a.attrelid) as i
                        where
                            i.has_expressions or i.has_condition
                            or (i.is_unique or i.is_exclusion) and a.attnum = any(i.column_numbers)
                    )
                )
        );
end;

comment on function tabular_import_engine.stamping_functions(tabular_import_engine.import_plan) is
'The functions of triggers of the target that do nothing but set columns to the time, which the file does not bring '
'and nothing of the table depends on: such a trigger refuses, skips and mends no row.';
