create or replace function tabular_import_engine.identity_keys(table_id oid)
returns table (columns text[], is_primary boolean, is_surrogate boolean, may_be_null boolean)
language sql
stable
security invoker
begin atomic
    select distinct on (v.sorted)
        v.columns,
        v.is_primary,
        v.is_surrogate,
        v.may_be_null
    from tabular_import_engine.table_indexes(identity_keys.table_id) as i
    cross join
        lateral (
            select
                array_agg(t.column_name order by k.position) as columns,
                array_agg(t.column_name order by t.column_number) as sorted,
                bool_and(t.in_key)
                and count(*) = (
                    select count(*) from tabular_import_engine.target_columns(identity_keys.table_id) as o
                    where o.in_key
                ) as is_primary,
                count(*) = 1
                and bool_and(
                    tabular_import_engine.is_surrogate(identity_keys.table_id, t.column_number)
                ) as is_surrogate,
                bool_or(not t.is_required) as may_be_null,
                bool_and(c.opcdefault and k.collation_id = a.attcollation) as is_usual,
                count(*) as count
            from
                unnest(i.column_numbers, i.class_ids, i.collation_ids)
                with ordinality as k (number, class_id, collation_id, position)
            inner join
                tabular_import_engine.target_columns(identity_keys.table_id) as t
                on t.column_number = k.number
            inner join pg_attribute as a on a.attrelid = identity_keys.table_id and a.attnum = k.number
            inner join pg_opclass as c on c.oid = k.class_id
            where k.position <= i.width
        ) as v
    where
        i.is_unique and i.is_valid and i.is_immediate and i.is_btree
        and not i.is_exclusion and not i.has_condition and not i.has_expressions
        and v.is_usual and v.count = i.width
    order by v.sorted, i.index_id;
end;

comment on function tabular_import_engine.identity_keys(oid) is
'The keys that tell the rows of a table apart, each once: unique indexes of columns alone, of all rows, that are '
'checked at once and compare as the columns do. columns: in the order of the index.';
