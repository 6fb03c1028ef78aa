create or replace function tabular_import_private.repeated_names(header text[], reading jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'Names that stand more than once: %s.',
            string_agg(
                format('%s (columns %s)', tabular_import_engine.shown_name(r.name), r.places), ', '
                order by r.first
            )
        )
    from (
        select
            h.name,
            string_agg(
                tabular_import_private.column_place(h.position, repeated_names.reading), ' and ' order by h.position
            ) as places,
            min(h.position) as first
        from unnest(repeated_names.header) with ordinality as h (name, position)
        group by h.name
        having count(*) > 1
        order by first
        limit 20
    ) as r
    having count(*) > 0;
end;

comment on function tabular_import_private.repeated_names(text[], jsonb) is
'A sentence on the names that stand more than once in a header, NULL if none does. reading: how the file was read.';
