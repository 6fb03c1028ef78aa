-- For at most 50 keys that are none of a table (wanted, as JSON arrays of the texts of their parts): those nearest to
-- them, if they are near, as nearest_names has it. Next to a number, a date or a text in the order of the keys there
-- are some, which an index finds at once; of a table of few rows, those with many of the same pairs of letters are
-- looked at as well. A number is near if it differs by 3, or a tenth, at most.
create or replace function tabular_import_engine.nearest_keys_sql(link_rows text, type_ids oid[], is_hidden boolean)
returns text
language sql
stable
security invoker
begin atomic
    with part as (
        select
            p.n,
            p.n = cardinality(nearest_keys_sql.type_ids) as is_last,
            format('%I.%I', m.nspname, t.typname) as type_name,
            t.typcategory in ('N', 'D')
            and m.nspname = 'pg_catalog' and t.typname not like 'reg%' as is_ordered,
            t.typcategory = 'S' and m.nspname = 'pg_catalog' as is_text,
            b.base_type_id = any('{int2,int4,int8,numeric}'::regtype[]) as is_number
        from unnest(nearest_keys_sql.type_ids) with ordinality as p (type_id, n)
        cross join lateral tabular_import_engine.base_type(p.type_id, -1) as b
        inner join pg_type as t on t.oid = b.base_type_id
        inner join pg_namespace as m on m.oid = t.typnamespace
    ),

    made as (
        select
            string_agg(format('(w.key ->> %s)::%s as k%s', p.n - 1, p.type_name, p.n), ', ' order by p.n) as wanted,
            -- Others may not be able to search in texts.
            string_agg(format('r.k%s::text collate "default"', p.n), ', ' order by p.n) as texts,
            string_agg(format('tabular_import_engine.identity_part(c.parts[%s])', p.n), ', ' order by p.n) as shown,
            coalesce(
                string_agg(format(' and r.k%s = w.k%1$s', p.n), '' order by p.n) filter (where not p.is_last), ''
            ) as same_head,
            'k' || max(p.n) as last_key,
            bool_or(p.is_last and (p.is_ordered or p.is_text)) as has_neighbours,
            bool_or(p.is_last and p.is_number) as is_number,
            bool_or(p.is_text) as is_text,
            count(*) as width
        from part as p
    )

    select
        tabular_import_engine.fill(
            $sql$
with wanted as materialized (
    select w.n, w.text, {wanted}, pg_catalog.array_to_string(w.parts, '.') as joined
    from (
        select k.n, k.text, k.text::jsonb as key,
            array(select pg_catalog.jsonb_array_elements_text(k.text::jsonb)) as parts
        from pg_catalog.unnest($1) with ordinality as k (text, n)
    ) as w
),
{readable}known as materialized (
    select array[{texts}] as parts from ({rows}) as r limit 2001
),
few as materialized (
    select k.parts, pg_catalog.left(pg_catalog.lower(pg_catalog.array_to_string(k.parts, '.')), 40) as folded
    from known as k
    where (select count(*) from known) <= 2000 and {is_text}
),
gram as (
    select distinct w.n, pg_catalog.substr(f.folded, g.g, 2) as gram, pg_catalog.length(f.folded) as length
    from wanted as w
    cross join lateral (
        select '^' || pg_catalog.left(pg_catalog.lower(w.joined), 40) || '$' as folded
    ) as f
    cross join lateral pg_catalog.generate_series(1, pg_catalog.length(f.folded) - 1) as g (g)
),
alike as (
    select s.n, s.parts, s.folded
    from (
        select h.n, h.parts, h.folded, pg_catalog.row_number() over (
            partition by h.n order by h.shared / (h.length + pg_catalog.length(h.folded))::real desc, h.folded, h.parts
        ) as place
        from (
            select g.n, k.parts, k.folded, g.length, count(*) as shared
            from (
                select distinct f.parts, f.folded, pg_catalog.substr('^' || f.folded || '$', i.i, 2) as gram
                from few as f
                cross join lateral pg_catalog.generate_series(1, pg_catalog.length(f.folded) + 1) as i (i)
            ) as k
            inner join gram as g on g.gram = k.gram
            group by g.n, k.parts, k.folded, g.length
        ) as h
    ) as s
    where s.place <= 8
),
neighbour as (
{neighbours}
),
candidate as (
    select c.n, c.parts, pg_catalog.min(c.distance) as distance
    from (
        select w.n, a.parts, coalesce(a.difference, d.distance) as distance,
            pg_catalog.array_to_string(a.parts, '.') <> w.joined
            and (d.distance <= greatest(1, d.length / 3)
            or (d.shorter >= 4
            and (pg_catalog.strpos(a.folded, d.folded) > 0 or pg_catalog.strpos(d.folded, a.folded) > 0))
            or a.difference <= a.most) as is_near
        from (
            select a.n, a.parts, a.folded, null::numeric as difference, 0::numeric as most from alike as a
            union
            select b.n, b.parts, pg_catalog.left(pg_catalog.lower(pg_catalog.array_to_string(b.parts, '.')), 40),
                b.difference, b.most
            from neighbour as b
        ) as a
        inner join wanted as w on w.n = a.n
        cross join lateral (
            select tabular_import_engine.edit_distance(f.folded, a.folded) as distance, f.folded,
                greatest(pg_catalog.length(f.folded), pg_catalog.length(a.folded)) as length,
                least(pg_catalog.length(f.folded), pg_catalog.length(a.folded)) as shorter
            from (select pg_catalog.left(pg_catalog.lower(w.joined), 40) as folded) as f
            offset 0
        ) as d
    ) as c
    where c.is_near
    group by c.n, c.parts
)
select w.text, pg_catalog.array_agg(c.shown order by c.place)
from (
    select c.n, {shown} as shown,
        pg_catalog.row_number() over (partition by c.n order by c.distance, c.parts collate "C") as place
    from candidate as c
) as c
inner join wanted as w on w.n = c.n
where c.place <= 3
group by w.text
$sql$,
            'readable', case
                when nearest_keys_sql.is_hidden
                    then format(
                        E'readable as materialized (\n    select r.* from (%s) as r limit 20000\n),\n',
                        nearest_keys_sql.link_rows
                    )
            end,
            'rows', case
                when nearest_keys_sql.is_hidden then 'select r.* from readable as r' else nearest_keys_sql.link_rows
            end,
            'wanted', m.wanted,
            'texts', m.texts,
            'is_text', m.is_text::text,
            'shown', case
                when m.width = 1 then 'c.parts[1]' else format('pg_catalog.concat_ws(''.'', %s)', m.shown)
            end,
            'neighbours', case
                when m.has_neighbours
                    then
                        tabular_import_engine.fill(
                            $sql$
    select w.n, b.parts, {difference} as difference, {most} as most
    from wanted as w
    cross join lateral (
        (
            select array[{texts}] as parts, r.{last} as value
            from ({rows}) as r
            where r.{last} < w.{last}{same_head}
            order by r.{last} desc
            limit 3
        )
        union all
        (
            select array[{texts}] as parts, r.{last} as value
            from ({rows}) as r
            where r.{last} > w.{last}{same_head}
            order by r.{last}
            limit 3
        )
    ) as b
$sql$,
                            'rows', case
                                when nearest_keys_sql.is_hidden then 'select r.* from readable as r'
                                else nearest_keys_sql.link_rows
                            end,
                            'texts', m.texts,
                            'last', m.last_key,
                            'same_head', m.same_head,
                            'difference', case
                                when m.is_number then format('abs(b.value::numeric - w.%s::numeric)', m.last_key)
                                else 'null::numeric'
                            end,
                            'most', case
                                when m.is_number then format('greatest(3, abs(w.%s::numeric) / 10)', m.last_key)
                                else '0::numeric'
                            end
                        )
                else
                    'select null::bigint as n, null::text[] as parts, null::numeric as difference, 0::numeric as most '
                    'where false'
            end
        )
    from made as m;
end;

comment on function tabular_import_engine.nearest_keys_sql(text, oid[], boolean) is
'The query that finds, for keys that are none of a table, up to three that are near: text, as given, and these as a '
'file would have them, the nearest first. Its parameter $1 has the keys, as JSON arrays of the texts of their parts. '
'link_rows: a query for the keys of the table, k1, k2 ...; type_ids: of the parts; is_hidden: whether policies hide '
'rows of it, so that the next one in order may be far away: then only some are looked at.';
