create or replace function tabular_import_engine.name_list(names text[])
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select
            string_agg(tabular_import_engine.shown_name(n.name), ', ' order by n.position)
            || case when cardinality(name_list.names) > 50
                then format(' and %s more', cardinality(name_list.names) - 50) else '' end
        from unnest(name_list.names[:50]) with ordinality as n (name, position));
end;
$$;

comment on function tabular_import_engine.name_list(text[]) is
'Names for people, separated by commas: 50 at most, and how many more there are; NULL for none.';
