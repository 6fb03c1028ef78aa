create or replace function tabular_import_engine.unprovided_rows_sql(
    plan tabular_import_engine.import_plan, candidate text, constraint_id oid
)
returns text
language sql
stable
security invoker
begin atomic
    with pair as (
        select
            o.number,
            tabular_import_engine.is_natural_link(o.link) as is_natural,
            string_agg(
                tabular_import_engine.plan_value_sql(
                    unprovided_rows_sql.plan, h.position, c.type_id, c.typmod, format('s.c%s', h.position)
                ),
                ', ' order by n.position
            ) as referring,
            string_agg(
                tabular_import_engine.plan_value_sql(
                    unprovided_rows_sql.plan, g.position, r.type_id, r.typmod, format('p.c%s', g.position)
                ),
                ', ' order by n.position
            ) as referred,
            bool_and(g.position is not null) as is_in_file
        from pg_constraint as k
        cross join unnest(k.conkey, k.confkey) with ordinality as n (referring, referred, position)
        inner join
            tabular_import_engine.target_columns((unprovided_rows_sql.plan).table_id) as c
            on c.column_number = n.referring
        inner join
            tabular_import_engine.target_columns((unprovided_rows_sql.plan).table_id) as r
            on r.column_number = n.referred
        left join
            unnest((unprovided_rows_sql.plan).header) with ordinality as h (name, position)
            on h.name = c.column_name
        left join
            unnest((unprovided_rows_sql.plan).header) with ordinality as g (name, position)
            on g.name = r.column_name
        left join
            tabular_import_engine.own_links((unprovided_rows_sql.plan).rules) as o
            on (o.link ->> 'constraint')::oid = k.oid
        where k.oid = unprovided_rows_sql.constraint_id
        group by o.number, o.link
        having bool_and(h.position is not null)
    )

    select
        coalesce(
            (
                select
                    tabular_import_engine.fill(
                        $sql$
(
    {is_named}
    and not exists (select from {staging} as p where {candidate} and {is_it})
)
$sql$,
                        -- What a link names is known: a row of the file, or one of the table.
                        'is_named', case
                            when p.number is null then format('row(%s) is not null', p.referring)
                            else format('s.n%s is not null', p.number)
                        end,
                        'staging', (unprovided_rows_sql.plan).staging,
                        'candidate', replace(unprovided_rows_sql.candidate, 's.', 'p.'),
                        'is_it', case
                            when p.number is not null and not p.is_natural
                                then format('p.row_number operator(pg_catalog.=) s.n%s', p.number)
                            when p.is_in_file then format('row(%s) = row(%s)', p.referred, p.referring)
                            else 'false'
                        end
                    )
                from pair as p
            ),
            'false'
        );
end;

comment on function tabular_import_engine.unprovided_rows_sql(tabular_import_engine.import_plan, text, oid) is
'SQL on s, the staging table: a reference of the row to the target''s own rows names none that a candidate row of the '
'file brings. candidate: SQL on s that tells the candidates; constraint_id: the reference.';
