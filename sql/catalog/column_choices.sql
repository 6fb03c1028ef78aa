create or replace function tabular_import_engine.column_choices(table_id oid, column_number smallint)
returns text[]
language sql
stable
security invoker
begin atomic
    -- CHECK ((kind = ANY (ARRAY['a'::text, 'b'::text]))), of a domain CHECK ((VALUE = ANY (ARRAY[1, 2])))
    with checked as (
        select
            k.oid as id,
            k.conname
        from pg_constraint as k
        where k.conrelid = column_choices.table_id and k.conkey = array[column_choices.column_number]
        union all
        select
            k.oid as id,
            k.conname
        from pg_attribute as a
        inner join pg_constraint as k on k.contypid = a.atttypid
        where a.attrelid = column_choices.table_id and a.attnum = column_choices.column_number
    ),

    listed as (
        select
            c.conname,
            -- There is no other column in it.
            regexp_match(
                pg_get_constraintdef(c.id),
                '^CHECK \(\(\(?(?:"(?:[^"]|"")+"|[^ "():]+)\)?(?:::[a-z ]+)?'
                ' = ANY \(\(?ARRAY\[(.*[^[])\](?:\)?::[a-z ]+\[\]\)?)?\)\)\)$'
            ) as found
        from checked as c
        inner join pg_constraint as k on k.oid = c.id
        where k.contype = 'c' and k.convalidated
    )

    select
        array(
            select e.enumlabel::text
            from pg_enum as e
            where e.enumtypid = b.base_type_id
            order by e.enumsortorder
        )
    from pg_attribute as a
    cross join lateral tabular_import_engine.base_type(a.atttypid, a.atttypmod) as b
    where
        a.attrelid = column_choices.table_id and a.attnum = column_choices.column_number
        and exists (
            select from pg_enum as e
            where e.enumtypid = b.base_type_id
        )
    union all
    (
        select v.choices
        from listed as l
        cross join
            lateral (
                select
                    array_agg(coalesce(replace(m.item[2], '''''', ''''), m.item[3]) order by m.number) as choices,
                    string_agg(m.item[1], ', ' order by m.number) as texts
                from
                    regexp_matches(
                        l.found[1],
                        '(\(?''((?:[^'']|'''')*)''(?:::[a-z ]+)?\)?(?:::[a-z ]+)?'
                        '|\(?''?(-?[0-9.]+)''?\)?(?:::[a-z ]+)?)(?:, |$)', 'g'
                    ) with ordinality as m (item, number)
            ) as v
        -- Nothing may stand between them that is not understood.
        where v.texts = l.found[1]
        order by l.conname collate "C"
    )
    limit 1;
end;

comment on function tabular_import_engine.column_choices(oid, smallint) is
'The values that a column takes and no others: those of its enum, or which a check of it, or of its domain, lists; '
'NULL where there is no such list, or none that is understood.';
