create or replace function tabular_import_engine.unique_keys(plan tabular_import_engine.import_plan)
returns table (
    index_name text, key_columns smallint[], nulls_clash boolean, is_readable boolean, equality oid[]
)
language sql
stable
security invoker
begin atomic
    select
        i.name as index_name,
        v.key_columns,
        i.nulls_clash,
        v.is_readable and not row_security_active((unique_keys.plan).table_id) as is_readable,
        v.equality
    from tabular_import_engine.table_indexes((unique_keys.plan).table_id) as i
    cross join
        lateral (
            select
                array_agg(k.number order by k.position) as key_columns,
                array_agg(o.amopopr order by k.position) as equality,
                bool_and(has_column_privilege((unique_keys.plan).table_id, k.number, 'select')) as is_readable,
                -- Only the usual equality is what "group by" means, too.
                bool_and(c.opcdefault and k.collation_id = a.attcollation) as is_usual
            from
                unnest(i.column_numbers, i.class_ids, i.collation_ids)
                with ordinality as k (number, class_id, collation_id, position)
            inner join pg_attribute as a on a.attrelid = (unique_keys.plan).table_id and a.attnum = k.number
            inner join pg_opclass as c on c.oid = k.class_id
            -- Strategy 3 of a B-tree is equality.
            inner join pg_amop as o
                on
                    o.amopfamily = c.opcfamily and o.amoplefttype = c.opcintype and o.amoprighttype = c.opcintype
                    and o.amopstrategy = 3 and o.amoppurpose = 's'
            where k.position <= i.width and k.number > 0
        ) as v
    where
        i.is_unique and i.is_valid and i.is_immediate and i.is_btree
        and not i.is_exclusion and not i.has_condition and not i.has_expressions
        and v.is_usual
        and tabular_import_engine.brings_columns(unique_keys.plan, v.key_columns)
    order by i.index_id;
end;

comment on function tabular_import_engine.unique_keys(tabular_import_engine.import_plan) is
'The unique and primary keys of the target whose columns the file brings, in the order in which PostgreSQL checks '
'them. is_readable: the current user may see all rows'' keys; equality: the operators that compare them.';
