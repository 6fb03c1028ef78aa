create or replace function tabular_import_engine.table_indexes(table_id oid)
returns table (
    index_id oid,
    name text,
    is_btree boolean,
    is_unique boolean,
    is_immediate boolean,
    is_valid boolean,
    is_exclusion boolean,
    nulls_clash boolean,
    has_expressions boolean,
    has_condition boolean,
    width integer,
    column_numbers smallint[],
    class_ids oid[],
    collation_ids oid[]
)
language sql
stable
security invoker
begin atomic
    select
        i.indexrelid as index_id,
        x.relname::text as name,
        m.amname = 'btree' as is_btree,
        i.indisunique as is_unique,
        i.indimmediate as is_immediate,
        i.indisvalid as is_valid,
        i.indisexclusion as is_exclusion,
        i.indnullsnotdistinct as nulls_clash,
        i.indexprs is not null as has_expressions,
        i.indpred is not null as has_condition,
        i.indnkeyatts::integer as width,
        -- As vectors they count from 0.
        string_to_array(i.indkey::text, ' ')::smallint[] as column_numbers,
        string_to_array(i.indclass::text, ' ')::oid[] as class_ids,
        string_to_array(i.indcollation::text, ' ')::oid[] as collation_ids
    from pg_index as i
    inner join pg_class as x on x.oid = i.indexrelid
    inner join pg_am as m on m.oid = x.relam
    where i.indrelid = table_indexes.table_id;
end;

comment on function tabular_import_engine.table_indexes(oid) is
'The indexes of a table. is_immediate: it is checked row by row; nulls_clash: "nulls not distinct"; width: the number '
'of its keys; column_numbers: of the keys, 0 for an expression, and behind them of the columns that it only includes; '
'class_ids, collation_ids: of the keys.';
