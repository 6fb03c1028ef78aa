create or replace function tabular_import_engine.own_links(rules jsonb[])
returns table (number bigint, link jsonb)
language sql
stable
security invoker
begin atomic
    select
        (r.rule -> 'link' ->> 'number')::bigint as number,
        r.rule -> 'link' as link
    from unnest(own_links.rules) as r (rule)
    where r.rule -> 'link' -> 'is_own' = 'true' and r.rule -> 'link' -> 'nth' = '1';
end;

comment on function tabular_import_engine.own_links(jsonb[]) is
'The links of a plan that may name rows of the file itself: for the link 1, n1 of its rows is the number of the row '
'that it names, NULL where that is one of the table. rules: the plan''s.';
