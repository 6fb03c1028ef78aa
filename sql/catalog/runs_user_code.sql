create or replace function tabular_import_engine.runs_user_code(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        exists (
            select from (
                select
                    'pg_constraint'::regclass as class_id,
                    k.constraint_id as object_id
                from tabular_import_engine.table_constraints(runs_user_code.table_id) as k
                where k.kind = 'check'
                union all
                select
                    'pg_attrdef'::regclass as class_id,
                    d.oid as object_id
                from pg_attrdef as d
                where d.adrelid = runs_user_code.table_id
                union all
                select
                    'pg_class'::regclass as class_id,
                    i.index_id as object_id
                from tabular_import_engine.table_indexes(runs_user_code.table_id) as i
            ) as e
            cross join lateral tabular_import_engine.called_functions(e.class_id, e.object_id) as f (id)
            where tabular_import_engine.is_user_code(f.id)
        )
        or exists (
            select from pg_attribute as a
            where
                a.attrelid = runs_user_code.table_id and a.attnum > 0 and not a.attisdropped
                and tabular_import_engine.reads_by_user_code(a.atttypid)
        );
end;

comment on function tabular_import_engine.runs_user_code(oid) is
'Whether an insert into a table may call functions of users, by checks, defaults, generated columns, indexes or types.';
