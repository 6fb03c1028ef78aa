-- In short, for the new key Bostn and a table that has Boston (a text without its n-th letter is a variant of it):
--
--     known:  Boston -> (boston, 0), (oston, 1), (bston, 2), (boton, 3), (boson, 4), (bostn, 5), (bosto, 6)
--     wanted: Bostn  -> (bostn, 0), (ostn, 1), ...
--
-- Equal texts are found by groups and joins of variants: the work grows with the texts, not with their pairs.
create or replace function tabular_import_engine.resembling_keys_sql(known text, wanted text)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
with wanted as materialized (
    select w.shown, {folded} as folded
    from (select w.shown, pg_catalog.replace(w.joined, ' ', '') as text from ({wanted}) as w offset 0) as w
),
-- Whatever letter differs, what stands before or behind it is the same.
half as materialized (
    select distinct h.front, h.back
    from wanted as w
    cross join lateral pg_catalog.generate_series(
        pg_catalog.length(w.folded) - 1, pg_catalog.length(w.folded) + 1) as m (m)
    cross join lateral (values (
        pg_catalog.left(w.folded, m.m / 2), pg_catalog.right(w.folded, greatest(m.m - m.m / 2 - 1, 0)))
    ) as h (front, back)
),
folded as materialized (
    select t.folded, pg_catalog.length(t.folded) as m, min(t.shown) filter (where t.is_known) as known,
        min(t.shown) filter (where not t.is_known) as first, max(t.shown) filter (where not t.is_known) as last
    from (
        select k.shown collate "C" as shown, k.folded, true as is_known
        from (
            select k.shown, k.folded, pg_catalog.length(k.folded) as m
            from (
                select w.shown, {folded} as folded
                from (select k.shown, pg_catalog.replace(k.joined, ' ', '') as text from ({known}) as k offset 0) as w
                offset 0
            ) as k
            offset 0
        ) as k
        where pg_catalog.left(k.folded, k.m / 2) in (select h.front from half as h)
            or pg_catalog.right(k.folded, greatest(k.m - k.m / 2 - 1, 0)) in (select h.back from half as h)
        union all
        select w.shown collate "C", w.folded, false
        from wanted as w
    ) as t
    group by t.folded
),
shared as materialized (
    select h.side, h.half, min(f.folded) as first, max(f.folded) as last
    from folded as f
    cross join lateral (values
        (1, pg_catalog.left(f.folded, f.m / 2)), (2, pg_catalog.right(f.folded, greatest(f.m - f.m / 2 - 1, 0)))
    ) as h (side, half)
    group by h.side, h.half
),
variant as materialized (
    select t.folded, t.known is not null as is_known, n.place, l.letter,
        pg_catalog.left(t.folded, n.place - 1) || pg_catalog.substr(t.folded, n.place + 1) as variant
    from folded as t
    cross join lateral pg_catalog.generate_series(1, pg_catalog.length(t.folded)) as n (place)
    cross join lateral (select pg_catalog.substr(t.folded, n.place, 1) as letter offset 0) as l
    where t.m between 3 and 100
        and t.folded in (
            select f.folded
            from folded as f
            cross join lateral pg_catalog.generate_series(f.m - 1, f.m + 1) as m (m)
            cross join lateral (values
                (1, pg_catalog.left(f.folded, m.m / 2)),
                (2, pg_catalog.right(f.folded, greatest(m.m - m.m / 2 - 1, 0)))
            ) as h (side, half)
            inner join shared as s on s.side = h.side and s.half = h.half
            where s.first <> f.folded or s.last <> f.folded)
        -- Digits are never taken for a slip, and parts of a key stay apart.
        and l.letter not between '0' and '9' and l.letter <> e'\x01'
),
changed as materialized (
    select v.variant, v.place, min(v.folded) filter (where v.is_known) as known, min(v.folded) as first,
        max(v.folded) as last
    from variant as v
    group by v.variant, v.place
    having count(*) > 1
),
pair as (
    select v.folded, v.place, coalesce(nullif(c.known, v.folded), nullif(c.first, v.folded), c.last) as other,
        4 as least
    from variant as v
    inner join changed as c on c.variant = v.variant and c.place = v.place
    union all
    select v.folded, v.place, o.folded, 4
    from variant as v
    inner join folded as o on o.folded = v.variant
    union all
    select o.folded, v.place, v.folded, 3
    from variant as v
    inner join folded as o on o.folded = v.variant
    union all
    select v.folded, v.place, o.folded, 4
    from variant as v
    inner join variant as o
        on o.variant = v.variant and o.letter = v.letter and (o.place = v.place - 1 or o.place = v.place + 1)
    where pg_catalog.substr(v.folded, o.place, 1) not between '0' and '9'
        and pg_catalog.substr(v.folded, o.place, 1) <> e'\x01'
)
select w.shown, coalesce(
    min(r.known) filter (where r.is_same), min(r.shown) filter (where r.is_same), min(r.known), min(r.shown))
from wanted as w
inner join (
    select f.folded, f.known, o.shown, true as is_same
    from folded as f
    cross join lateral (values (f.known), (f.first), (f.last)) as o (shown)
    union all
    select p.folded, o.known, coalesce(o.known, o.first), false
    from pair as p
    inner join folded as o on o.folded = p.other
    where p.other <> p.folded
        -- The part in which the letter is: of few letters, one makes another word.
        and pg_catalog.strpos(pg_catalog.substr(p.folded, p.place) || e'\x01', e'\x01') - 1
        + pg_catalog.strpos(
            pg_catalog.reverse(pg_catalog.left(p.folded, p.place - 1)) || e'\x01', e'\x01') - 1 >= p.least
) as r on r.folded = w.folded and r.shown <> w.shown
group by w.shown
order by w.shown collate "C"
$sql$,
            'known', resembling_keys_sql.known,
            'wanted', resembling_keys_sql.wanted,
            'folded', format(
                'pg_catalog.lower(case when w.text ~ %L then pg_catalog.translate(w.text, %L, '''') else w.text end) '
                'collate "C"',
                format('[%s]', tabular_import_engine.space_characters()), tabular_import_engine.space_characters()
            )
        );
end;

comment on function tabular_import_engine.resembling_keys_sql(text, text) is
'The query that finds, of new keys, those that are another one but for case, spaces or one letter: shown, and the '
'other as it is shown, one that the table has before one that is new as well. Digits never differ. known, wanted: '
'queries for the keys of the table and the new ones, as shown and joined: the texts of the parts, each but the first '
'behind U+0001, parts of other types as digits. In words of three letters another or a moved one counts for nothing.';
