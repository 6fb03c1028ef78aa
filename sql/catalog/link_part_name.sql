create or replace function tabular_import_engine.link_part_name(part jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        concat_ws(
            '.',
            (
                select string_agg(l.name, '.' order by p.position)
                from
                    jsonb_array_elements_text(link_part_name.part -> 'path')
                    with ordinality as p (constraint_id, position)
                inner join pg_constraint as k on k.oid = p.constraint_id::oid
                cross join lateral tabular_import_engine.target_links(k.conrelid) as l
                where l.constraint_id = k.oid
            ),
            link_part_name.part ->> 'column'
        );
end;

comment on function tabular_import_engine.link_part_name(jsonb) is
'A part of what names a row, see key_parts, as a header has it behind the name of the link: trunk.code.';
