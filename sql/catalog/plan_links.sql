create or replace function tabular_import_engine.plan_links(options jsonb)
returns table (number bigint, link jsonb)
language sql
immutable
security invoker
begin atomic
    -- What a user says of links is an object.
    select
        e.number,
        e.link
    from
        jsonb_array_elements(
            case
                when jsonb_typeof(plan_links.options -> 'links') = 'array' then plan_links.options -> 'links'
                else '[]'
            end
        ) with ordinality as e (link, number);
end;

comment on function tabular_import_engine.plan_links(jsonb) is
'The links of a file, numbered, as a plan''s options have them: name; constraint, constraint_name, table, columns and '
'referred of the reference; parts of the identity (path, table, column); cells (place in the header, parts in it); '
'on_missing, similar, constants, title.';
