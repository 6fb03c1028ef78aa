create or replace function tabular_import_engine.is_natural_link(link jsonb)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        (
            select array_agg(r.name order by r.name collate "C")
            from jsonb_array_elements_text(is_natural_link.link -> 'referred') as r (name)
        )
        = (
            select array_agg(p.part ->> 'column' order by (p.part ->> 'column') collate "C")
            from jsonb_array_elements(is_natural_link.link -> 'parts') as p (part)
            having bool_and(p.part -> 'path' = '[]')
        );
end;

comment on function tabular_import_engine.is_natural_link(jsonb) is
'Whether a link stores just what names the row, so that any row with this key is the one that is meant. link: see '
'plan_links.';
