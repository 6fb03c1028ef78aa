create or replace function tabular_import_engine.may_be_text(type_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        b.base_type_id <> all(
            '{bool, int2, int4, int8, numeric, float4, float8, date, time, timestamp, timestamptz, uuid, json,'
            'jsonb}'::regtype[]
        )
        and b.base_type_id not in (
            select e.enumtypid from pg_enum as e
        )
    from tabular_import_engine.base_type(may_be_text.type_id, -1) as b;
end;

comment on function tabular_import_engine.may_be_text(oid) is
'Whether a sentence may be a value of a type; where that is not certain, it may.';
