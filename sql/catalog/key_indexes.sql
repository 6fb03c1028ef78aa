create or replace function tabular_import_engine.key_indexes(
    table_id oid, key_columns text[], out names text[], out numbers smallint[], out equality oid[]
)
language sql
stable
security invoker
begin atomic
    with key_index as (
        select
            i.index_id,
            i.name,
            v.numbers,
            v.equality
        from tabular_import_engine.table_indexes(key_indexes.table_id) as i
        cross join
            lateral (
                select
                    array_agg(k.number order by k.position) as numbers,
                    array_agg(o.amopopr order by k.position) as equality,
                    array_agg(a.attname::text order by k.position) as columns,
                    bool_and(c.opcdefault and k.collation_id = a.attcollation) as is_usual,
                    count(*) as count
                from
                    unnest(i.column_numbers, i.class_ids, i.collation_ids)
                    with ordinality as k (number, class_id, collation_id, position)
                inner join pg_attribute as a on a.attrelid = key_indexes.table_id and a.attnum = k.number
                inner join pg_opclass as c on c.oid = k.class_id
                inner join pg_amop as o
                    on
                        o.amopfamily = c.opcfamily and o.amoplefttype = c.opcintype and o.amoprighttype = c.opcintype
                        and o.amopstrategy = 3 and o.amoppurpose = 's'
                where k.position <= i.width
            ) as v
        where
            i.is_unique and i.is_valid and i.is_immediate and i.is_btree
            and not i.is_exclusion and not i.has_condition and not i.has_expressions
            and v.is_usual and v.count = i.width
            and v.columns <@ key_indexes.key_columns and key_indexes.key_columns <@ v.columns
    )

    select
        f.names,
        f.numbers,
        f.equality
    from (
        select
            array_agg(x.name) over () as names,
            x.numbers,
            x.equality,
            x.index_id
        from key_index as x
    ) as f
    order by f.index_id
    limit 1;
end;

comment on function tabular_import_engine.key_indexes(oid, text[]) is
'The unique indexes that keep apart the rows of a table by some columns, see identity_keys: names; numbers: the '
'columns in the order of the first of them; equality: the operators that compare them.';
