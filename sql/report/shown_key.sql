create or replace function tabular_import_engine.shown_key(key text)
returns text
language sql
immutable
security invoker
begin atomic
    select left(k.text, 100) || case when length(k.text) > 100 then '...' else '' end
    from (
        select
            case
                when count(*) = 1 then min(p.part)
                else string_agg(tabular_import_engine.identity_part(p.part), '.' order by p.n)
            end as text
        from jsonb_array_elements_text(shown_key.key::jsonb) with ordinality as p (part, n)
    ) as k;
end;

comment on function tabular_import_engine.shown_key(text) is
'A key as a file would name it, cut to 100 characters. key: see link_key_sql.';
