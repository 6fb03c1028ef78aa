create or replace function tabular_import_engine.nearest_names(name text, candidates text[])
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := left(tabular_import_engine.folded_name(left(nearest_names.name, 200)), 40);
    v_pairs text[] := array(
        select substr('^' || v_name || '$', n.n, 2) from generate_series(1, length(v_name) + 1) as n (n));
begin
    if v_name = '' then
        return '{}';
    end if;
    return array(
        select d.name
        from (
            select
                c.name,
                tabular_import_engine.edit_distance(v_name, c.folded) as distance,
                greatest(length(v_name), length(c.folded)) as length,
                least(length(v_name), length(c.folded)) >= 4
                and (strpos(c.folded, v_name) > 0 or strpos(v_name, c.folded) > 0) as is_part
            from (
                -- Those that share most pairs of letters: to compare all to the letter would take long.
                select
                    k.name,
                    k.folded
                from (
                    select
                        o.name,
                        left(tabular_import_engine.folded_name(o.name), 40) as folded
                    from unnest(nearest_names.candidates) as o (name)
                ) as k
                cross join lateral (
                    select count(*) as count
                    from generate_series(1, length(k.folded) + 1) as n (n)
                    where substr('^' || k.folded || '$', n.n, 2) = any(v_pairs)
                ) as p
                where p.count > 0
                order by p.count::numeric / (cardinality(v_pairs) + length(k.folded) + 1) desc, k.name collate "C"
                limit 8
            ) as c
        ) as d
        where d.distance <= greatest(1, d.length / 3) or d.is_part
        order by case when d.is_part then least(d.distance, d.length / 3) else d.distance end, d.name collate "C"
        limit 3);
end;
$$;

comment on function tabular_import_engine.nearest_names(text, text[]) is
'Which of the candidates a wrong name may stand for, the nearest first: three at most, none if all are far from it.';
