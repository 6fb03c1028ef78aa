create or replace function tabular_import_engine.type_description(table_id oid, column_number smallint, type_id oid)
returns text
language sql
stable
security invoker
begin atomic
    select
        coalesce(
            (
                select format('An Identifier from the %s table', min(r.relname))
                from pg_constraint as k
                inner join pg_class as r on r.oid = k.confrelid
                where
                    k.contype = 'f' and k.conparentid = 0 and k.conrelid = type_description.table_id
                    and k.conkey = array[type_description.column_number]
                having count(*) > 0
            ),
            (
                select 'One of: ' || string_agg(e.enumlabel, ', ' order by e.enumsortorder)
                from pg_enum as e
                where e.enumtypid = b.base_type_id
            ),
            case b.base_type_id
                when 'bool'::regtype then 'Boolean'
                when 'int2'::regtype then 'Integer'
                when 'int4'::regtype then 'Integer'
                when 'int8'::regtype then 'Integer'
                when 'numeric'::regtype then 'Decimal'
                when 'float4'::regtype then 'Float'
                when 'float8'::regtype then 'Float'
                when 'text'::regtype then 'Text'
                when 'varchar'::regtype then 'Text'
                when 'bpchar'::regtype then 'Text'
                when 'date'::regtype then 'Date (YYYY-MM-DD)'
                when 'time'::regtype then 'Time (HH:MM:SS)'
                when 'timestamp'::regtype then 'Timestamp (YYYY-MM-DD HH:MM:SS)'
                when 'timestamptz'::regtype then 'Timestamp (YYYY-MM-DD HH:MM:SS+00)'
                when 'json'::regtype then 'JSON'
                when 'jsonb'::regtype then 'JSON'
                else tabular_import_engine.title(format_type(b.base_type_id, null))
            end
        )
    from tabular_import_engine.base_type(type_description.type_id, -1) as b;
end;

comment on function tabular_import_engine.type_description(oid, smallint, oid) is
'What a template says of the values of a column: its type with the way to write it, or where they come from.';
