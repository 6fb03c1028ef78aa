create or replace function tabular_import_engine.type_title(type_id oid)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when t.typtype = 'e'
                then (
                    select format('enum(%s)', string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder))
                    from pg_enum as e
                    where e.enumtypid = t.oid
                )
            when t.typtype = 'd' then t.typname::text
            when t.oid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then 'integer'
            when t.oid in ('float4'::regtype, 'float8'::regtype) then 'float'
            when t.oid = 'numeric'::regtype then 'decimal'
            when t.oid = 'bool'::regtype then 'boolean'
            when t.oid = 'timestamp'::regtype then 'timestamp'
            when t.oid = 'time'::regtype then 'time'
            when t.oid in ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype) then 'text'
            else format_type(t.oid, null)
        end
    from pg_type as t
    where t.oid = type_title.type_id;
end;

comment on function tabular_import_engine.type_title(oid) is
'How reports name a type: integer, decimal, float, text, boolean, timestamp, enum(''a'', ''b''), else as SQL '
'does.';
