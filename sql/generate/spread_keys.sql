create or replace function tabular_import_engine.spread_keys(keys text[], row_numbers bigint[], row_count integer)
returns table (row_number bigint, key text[])
language sql
immutable
security invoker
begin atomic
    select
        r.row_number,
        k.key
    from (
        select
            (u.n - 1) % spread_keys.row_count + 1 as place,
            array_agg(u.value order by u.n) as key
        from unnest(spread_keys.keys) with ordinality as u (value, n)
        group by 1
    ) as k
    left join unnest(spread_keys.row_numbers) with ordinality as r (row_number, place) on r.place = k.place
    order by k.place;
end;

comment on function tabular_import_engine.spread_keys(text[], bigint[], integer) is
'The keys that a line of many rows has, one by one, see noted_set_sql. row_numbers: of the file''s rows, or NULL; '
'row_count: how many rows they are.';
