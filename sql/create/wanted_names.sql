create or replace function tabular_import_engine.wanted_names(header text[], entries jsonb)
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        coalesce(
            array_agg(
                case jsonb_typeof(wanted_names.entries -> h.name)
                    when 'null' then null
                    when 'string' then wanted_names.entries ->> h.name
                    when 'object' then coalesce(wanted_names.entries -> h.name ->> 'to', h.name)
                    else h.name
                end
                order by h.position
            ), '{}'
        )
    from unnest(wanted_names.header) with ordinality as h (name, position);
end;

comment on function tabular_import_engine.wanted_names(text[], jsonb) is
'What the columns of a file are to be called by option columns, entries; NULL where one is left out.';
