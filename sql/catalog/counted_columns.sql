create or replace function tabular_import_engine.counted_columns(plan tabular_import_engine.import_plan)
returns table (column_number smallint, increment bigint, is_key boolean)
language sql
stable
security invoker
begin atomic
    select
        a.attnum as column_number,
        s.seqincrement as increment,
        a.attnum in (
            select k.number
            from tabular_import_engine.table_indexes(a.attrelid) as i
            cross join unnest(i.column_numbers) as k (number)
            where i.is_unique
        ) as is_key
    from pg_attribute as a
    inner join pg_type as t on t.oid = a.atttypid
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    inner join pg_depend as u
        on
            u.refclassid = 'pg_class'::regclass and u.refobjid = a.attrelid and u.refobjsubid = a.attnum
            and u.classid = 'pg_class'::regclass and u.deptype in ('a', 'i')
    inner join pg_sequence as s on s.seqrelid = u.objid
    where
        a.attrelid = (counted_columns.plan).table_id and a.attnum > 0 and not a.attisdropped and t.typtype <> 'd'
        and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ '^nextval\(''[^()]*''::regclass\)$')
        and has_column_privilege(a.attrelid, a.attnum, 'select')
        and not exists (
            select from unnest((counted_columns.plan).header) with ordinality as h (name, position)
            where h.name = a.attname and h.position <> all((counted_columns.plan).default_positions)
        );
end;

comment on function tabular_import_engine.counted_columns(tabular_import_engine.import_plan) is
'The readable columns that the file leaves to a sequence of the table''s own, identity or serial, and whether a unique '
'index has them.';
