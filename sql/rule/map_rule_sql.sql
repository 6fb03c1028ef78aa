-- For {"Bostn": "Boston", "?": null}; longer maps are looked up in the object itself:
--
--     case
--         when s.c1 = '?' then ''
--         when s.c1 = 'Bostn' then 'Boston'
--         else s.c1
--     end
create or replace function tabular_import_engine.map_rule_sql(rule jsonb, value text)
returns text
language sql
stable
security invoker
begin atomic
    -- Keys in small letters count where the cell itself is none; of two that become one neither is meant.
    with pair as (
        select
            m.key,
            coalesce(m.value, '') as value,
            map_rule_sql.value as cell,
            1 as place
        from jsonb_each_text(map_rule_sql.rule -> 'value_map') as m
        where jsonb_typeof(map_rule_sql.rule -> 'value_map') = 'object'
        union all
        select
            lower(m.key) as key,
            min(coalesce(m.value, '')) as value,
            format('pg_catalog.lower(%s)', map_rule_sql.value) as cell,
            2 as place
        from jsonb_each_text(map_rule_sql.rule -> 'value_map') as m
        where
            jsonb_typeof(map_rule_sql.rule -> 'value_map') = 'object'
            and (map_rule_sql.rule ->> 'ignore_case')::boolean
        group by lower(m.key)
        having count(distinct coalesce(m.value, '')) = 1
    ),

    branch as (
        select
            p.place,
            string_agg(
                format('when %s operator(pg_catalog.=) %L then %L', p.cell, p.key, p.value), ' ' order by p.key
            ) as cases,
            format(
                'when %1$L::pg_catalog.jsonb operator(pg_catalog.?) %2$s '
                'then %1$L::pg_catalog.jsonb operator(pg_catalog.->>) %2$s',
                jsonb_object_agg(p.key, p.value), p.cell
            ) as lookup,
            count(*) as pairs
        from pair as p
        group by p.place, p.cell
    )

    select
        format(
            'case %s else %s end',
            string_agg(case when b.pairs <= 8 then b.cases else b.lookup end, ' ' order by b.place),
            map_rule_sql.value
        )
    from branch as b
    having count(*) > 0;
end;

comment on function tabular_import_engine.map_rule_sql(jsonb, text) is
'What the value_map of a rule makes of a cell, as SQL; NULL where it has none. value: an SQL expression of type text.';
