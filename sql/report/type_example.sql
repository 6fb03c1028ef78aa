create or replace function tabular_import_engine.type_example(type_id oid, typmod integer)
returns text
language sql
stable
security invoker
begin atomic
    select
        case b.base_type_id
            when 'bool'::regtype then 'true'
            when 'int2'::regtype then '42'
            when 'int4'::regtype then '42'
            when 'int8'::regtype then '42'
            when 'numeric'::regtype
                then
                    case
                        when n.digits is null then '12.5'
                        when n.digits - n.scale < 1 then '0.5'
                        else
                            left('12', n.digits - n.scale)
                            || case when n.scale > 0 then '.5' else '' end
                    end
            when 'float4'::regtype then '12.5'
            when 'float8'::regtype then '12.5'
            when 'date'::regtype then '2024-12-31'
            when 'time'::regtype then '14:30:00'
            when 'timestamp'::regtype then '2024-12-31 14:30:00'
            when 'timestamptz'::regtype then '2024-12-31 14:30:00+00'
            when 'interval'::regtype then '1 day 02:30:00'
            when 'uuid'::regtype then '3f0b7c1e-6a52-4d7b-9c55-0d2f4f1b8a66'
            when 'json'::regtype then '{"a": 1}'
            when 'jsonb'::regtype then '{"a": 1}'
            when 'bytea'::regtype then '\x00ff'
            when 'inet'::regtype then '192.0.2.1'
        end
    from tabular_import_engine.base_type(type_example.type_id, type_example.typmod) as b
    cross join lateral tabular_import_engine.numeric_digits(b.base_typmod) as n;
end;

comment on function tabular_import_engine.type_example(oid, integer) is
'How a value of a type may be written, NULL where that goes without saying or is not known. A check may refuse it.';
