create or replace function tabular_import_engine.identity_title(parts jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            case when p.number = 1 then '' when p.number < p.last then ', ' else ' and ' end
            || tabular_import_engine.link_part_name(p.part), '' order by p.number
        )
    from (
        select
            e.part,
            e.number,
            count(*) over () as last
        from jsonb_array_elements(identity_title.parts) with ordinality as e (part, number)
    ) as p;
end;

comment on function tabular_import_engine.identity_title(jsonb) is
'What names a row of a table, for people: trunk.code and code. parts: see key_parts.';
