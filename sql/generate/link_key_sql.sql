create or replace function tabular_import_engine.link_key_sql(link jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select
        format(
            'pg_catalog.jsonb_build_array(%s)::pg_catalog.text',
            string_agg(format('s.k1_%s::pg_catalog.text', n.n), ', ' order by n.n)
        )
    from generate_series(1, jsonb_array_length(link_key_sql.link -> 'parts')) as n (n);
end;

comment on function tabular_import_engine.link_key_sql(jsonb) is
'The key by which a link names a row as one text, a JSON array of the texts of its parts, over the rows s of '
'linked_source_sql. link: see plan_links.';
