create or replace function tabular_import_engine.unique_keys(plan tabular_import_engine.import_plan)
returns table (
    index_name text, key_columns smallint[], nulls_clash boolean, is_readable boolean
)
language sql
stable
security invoker
begin atomic
    select
        x.relname::text as index_name,
        v.key_columns,
        i.indnullsnotdistinct as nulls_clash,
        v.is_readable and not row_security_active(i.indrelid) as is_readable
    from pg_index as i
    inner join pg_class as x on x.oid = i.indexrelid
    inner join pg_am as m on m.oid = x.relam
    cross join
        lateral (
            select
                array_agg(k.number order by k.position) as key_columns,
                bool_and(has_column_privilege(i.indrelid, k.number, 'select')) as is_readable
            from unnest(string_to_array(i.indkey::text, ' ')::smallint[]) with ordinality as k (number, position)
            where k.position <= i.indnkeyatts and k.number > 0
        ) as v
    where
        i.indrelid = (unique_keys.plan).table_id and i.indisunique and i.indisvalid and i.indimmediate
        and not i.indisexclusion and i.indpred is null and i.indexprs is null and m.amname = 'btree'
        -- Only the usual equality is what a query's "=" means, too.
        and not exists (
            select from unnest(string_to_array(i.indclass::text, ' ')::oid[]) as c (id)
            inner join pg_opclass as o on o.oid = c.id
            where not o.opcdefault
        )
        and tabular_import_engine.column_list(unique_keys.plan, v.key_columns, '', '') is not null
    order by i.indexrelid;
end;

comment on function tabular_import_engine.unique_keys(tabular_import_engine.import_plan) is
'The unique and primary keys of the target whose columns the file brings, in the order in which PostgreSQL checks '
'them. is_readable: the current user may see all rows'' keys.';
