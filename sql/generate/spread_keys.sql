create or replace function tabular_import_engine.spread_keys(keys text[], row_numbers bigint[], row_count integer)
returns table (row_number bigint, key text[])
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
rows 10000
as $$
declare
    v_keys text[] := tabular_import_engine.unpacked_numbers(spread_keys.keys, spread_keys.row_count);
    v_numbers bigint[] := tabular_import_engine.unpacked_numbers(
        spread_keys.row_numbers::text[], spread_keys.row_count)::bigint[];
    v_width integer := cardinality(v_keys) / nullif(spread_keys.row_count, 0);
begin
    if v_width is null then
        return;
    end if;
    for spread_keys.row_number, spread_keys.key in execute (
        select format(
            'select u.number, array[%s] from unnest(%s, $2) as u (%s, number)',
            string_agg('u.k' || n, ', ' order by n),
            string_agg(format('$1[%s:%s]', (n - 1) * spread_keys.row_count + 1, n * spread_keys.row_count), ', '
                order by n),
            string_agg('k' || n, ', ' order by n))
        from generate_series(1, v_width) as n
        having count(*) > 0)
    using v_keys, v_numbers
    loop
        return next;
    end loop;
end;
$$;

comment on function tabular_import_engine.spread_keys(text[], bigint[], integer) is
'The keys that a line of many rows has, one by one, see noted_set_sql. row_numbers: of the file''s rows, or NULL; '
'row_count: how many rows they are.';
