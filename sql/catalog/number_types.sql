create or replace function tabular_import_engine.number_types()
returns regtype[]
language sql
immutable
security invoker
begin atomic
    select array['int2', 'int4', 'int8', 'numeric', 'float4', 'float8']::regtype[];
end;

comment on function tabular_import_engine.number_types() is
'The types of numbers that know nothing of currencies.';
