create or replace function tabular_import_engine.target_links(table_id oid)
returns table (
    constraint_id oid,
    constraint_name text,
    referred_table_id oid,
    columns text[],
    referred text[],
    name text,
    names text[],
    stem text
)
language sql
stable
security invoker
begin atomic
    with reference as (
        select
            k.constraint_id,
            k.name,
            k.referred_table_id,
            v.columns,
            v.referred,
            c.relname::text as table_name,
            -- Several that lead the same way are one link.
            row_number() over (
                partition by k.referred_table_id, v.columns, v.referred order by k.name collate "C", k.constraint_id
            ) as number,
            count(*) over (partition by k.referred_table_id) as count
        from tabular_import_engine.table_constraints(target_links.table_id) as k
        inner join pg_class as c on c.oid = k.referred_table_id
        cross join
            lateral (
                select
                    array_agg(a.attname::text order by n.position) as columns,
                    array_agg(r.attname::text order by n.position) as referred
                from unnest(k.column_numbers, k.referred_numbers) with ordinality as n (number, referred, position)
                inner join pg_attribute as a on a.attrelid = target_links.table_id and a.attnum = n.number
                inner join pg_attribute as r on r.attrelid = k.referred_table_id and r.attnum = n.referred
            ) as v
        where
            k.kind = 'reference' and not k.has_period
            -- A reference to a partitioned table has one more for each partition; a partition has its parent's.
            and not (
                k.is_part
                and exists (
                    select from pg_constraint as p
                    inner join pg_constraint as o on o.oid = p.conparentid
                    where p.oid = k.constraint_id and o.conrelid = target_links.table_id
                )
            )
    ),

    link as (
        select
            r.*,
            -- A composite reference is called as its table, or else as itself.
            case
                when cardinality(r.columns) = 1 then tabular_import_engine.link_stem(r.columns[1], r.referred[1])
                when r.count = 1 then r.table_name
                else r.name
            end as stem
        from reference as r
        where r.number = 1
    )

    select
        l.constraint_id,
        l.name as constraint_name,
        l.referred_table_id,
        l.columns,
        l.referred,
        case
            when
                l.stem is not null
                and count(*) over (partition by l.stem) = 1
                and not exists (
                    select from pg_attribute as a
                    where
                        a.attrelid = target_links.table_id and a.attname::text = l.stem
                        and a.attnum > 0 and not a.attisdropped
                )
                then l.stem
            else array_to_string(l.columns, ',')
        end as name,
        array_remove(array[l.stem, case when cardinality(l.columns) = 1 then l.columns[1] end], null) as names,
        l.stem
    from link as l
    order by l.columns, l.name collate "C", l.constraint_id;
end;

comment on function tabular_import_engine.target_links(oid) is
'The references of a table by which a file may name rows of others. columns, referred: of the reference, in its order; '
'stem: what a header calls the whole link, NULL where it has no name but that of the column; names: what may stand '
'before a point and a column of the table referred to; name: what reports call it.';
