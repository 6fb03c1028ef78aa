create or replace function tabular_import_engine.link_parts(options jsonb)
returns table (
    link bigint, part bigint, place integer, nth bigint, width integer, table_name text, column_name text, type_id oid,
    typmod integer, collation_id oid, equality oid
)
language sql
stable
security invoker
begin atomic
    select
        l.number as link,
        p.part,
        c.place,
        c.nth,
        c.width,
        t.name as table_name,
        a.attname::text as column_name,
        a.atttypid as type_id,
        a.atttypmod as typmod,
        a.attcollation as collation_id,
        coalesce(
            (
                -- Strategy 3 of a B-tree is equality.
                select o.amopopr
                from tabular_import_engine.table_indexes(a.attrelid) as i
                cross join
                    unnest(i.column_numbers, i.class_ids, i.collation_ids)
                    with ordinality as k (number, class_id, collation_id, position)
                inner join pg_opclass as q on q.oid = k.class_id
                inner join pg_amop as o
                    on
                        o.amopfamily = q.opcfamily and o.amoplefttype = q.opcintype and o.amoprighttype = q.opcintype
                        and o.amopstrategy = 3 and o.amoppurpose = 's'
                where
                    k.position <= i.width and k.number = a.attnum and k.collation_id = a.attcollation and q.opcdefault
                    and i.is_unique and i.is_valid and i.is_immediate and i.is_btree
                    and not i.has_condition and not i.has_expressions
                order by i.index_id
                limit 1
            ),
            (
                select o.amopopr
                from tabular_import_engine.base_type(a.atttypid, a.atttypmod) as b
                inner join pg_type as y on y.oid = b.base_type_id
                inner join pg_opclass as q on q.opcdefault
                inner join pg_am as m on m.oid = q.opcmethod and m.amname = 'btree'
                inner join pg_amop as o
                    on
                        o.amopfamily = q.opcfamily and o.amoplefttype = q.opcintype and o.amoprighttype = q.opcintype
                        and o.amopstrategy = 3 and o.amoppurpose = 's'
                where
                    q.opcintype = y.oid
                    or q.opcintype = 'text'::regtype and y.oid = 'varchar'::regtype
                    or q.opcintype = 'anyenum'::regtype and y.typtype = 'e'
                    or q.opcintype = 'anyrange'::regtype and y.typtype = 'r'
                    or q.opcintype = 'anyarray'::regtype and y.typsubscript = 'array_subscript_handler'::regproc
                    or q.opcintype = 'record'::regtype and y.typtype = 'c'
                order by q.opcintype = y.oid desc, q.oid
                limit 1
            )
        ) as equality
    from tabular_import_engine.plan_links(link_parts.options) as l
    cross join lateral jsonb_array_elements(l.link -> 'parts') with ordinality as p (definition, part)
    inner join
        lateral (
            select
                (e.cell ->> 'place')::integer as place,
                n.nth,
                jsonb_array_length(e.cell -> 'parts') as width
            from jsonb_array_elements(l.link -> 'cells') as e (cell)
            cross join lateral jsonb_array_elements_text(e.cell -> 'parts') with ordinality as n (part, nth)
            where n.part::bigint = p.part
        ) as c
        on true
    inner join lateral tabular_import_engine.link_tables(l.link) as t
        on t.path = array(select s::oid from jsonb_array_elements_text(p.definition -> 'path') as s)
    inner join pg_attribute as a on a.attrelid = t.table_id and a.attname = p.definition ->> 'column' and a.attnum > 0
    order by l.number, p.part;
end;

comment on function tabular_import_engine.link_parts(jsonb) is
'The parts of the identities by which the links of a file name rows: place, the cell of the header that holds it, as '
'the nth of so many parts (width); table_name, see link_tables; column, type, modifier, collation and equality, the '
'operator of the key that it belongs to. options: a plan''s, see plan_links.';
