create or replace function tabular_import_engine.identity_sample(parts jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            case
                when t.typcategory = 'N' then substr('15243', 1 + (p.number - 1)::integer % 5, 1)
                else chr(65 + (p.number - 1)::integer % 26)
            end, '.' order by p.number
        )
    from jsonb_array_elements(identity_sample.parts) with ordinality as p (part, number)
    inner join pg_attribute as a
        on a.attrelid = (p.part ->> 'table')::oid and a.attname::text = p.part ->> 'column' and a.attnum > 0
    cross join lateral tabular_import_engine.base_type(a.atttypid, a.atttypmod) as b
    inner join pg_type as t on t.oid = b.base_type_id;
end;

comment on function tabular_import_engine.identity_sample(jsonb) is
'How an identity of several parts is written, with made-up parts: 1.5, or A.2 where the first is a text. parts: see '
'key_parts.';
