create or replace function tabular_import_engine.unprovided_rows_sql(
    plan tabular_import_engine.import_plan, candidate text
)
returns text
language sql
stable
security invoker
begin atomic
    with pair as (
        select
            k.oid,
            o.number,
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
        where k.contype = 'f' and k.conrelid = (unprovided_rows_sql.plan).table_id and k.confrelid = k.conrelid
        group by k.oid, o.number
        having bool_and(h.position is not null)
    )

    select
        coalesce(
            string_agg(
                case
                    -- What a link names is known: a row of the file, or one of the table.
                    when p.number is not null
                        then
                            tabular_import_engine.fill(
                                $sql$
(
    s.n{number} is not null
    and not exists (
        select from {staging} as p where {candidate} and p.row_number operator(pg_catalog.=) s.n{number}
    )
)
$sql$,
                                'number', p.number::text,
                                'staging', (unprovided_rows_sql.plan).staging,
                                'candidate', replace(unprovided_rows_sql.candidate, 's.', 'p.')
                            )
                    else tabular_import_engine.fill(
                        $sql$
(
    row({referring}) is not null{is_not_in_file}
)
$sql$,
                        'referring', p.referring,
                        'is_not_in_file', case
                            when p.is_in_file
                                then tabular_import_engine.fill(
                                    $sql$
    and not exists (select from {staging} as p where {candidate} and row({referred}) = row({referring}))$sql$,
                                    'staging', (unprovided_rows_sql.plan).staging,
                                    'candidate', replace(unprovided_rows_sql.candidate, 's.', 'p.'),
                                    'referred', p.referred,
                                    'referring', p.referring
                                )
                        end
                    )
                end,
                ' or '
            ),
            'false'
        )
    from pair as p;
end;

comment on function tabular_import_engine.unprovided_rows_sql(tabular_import_engine.import_plan, text) is
'SQL on s, the staging table: the row refers to a key of the target''s own that no candidate row of the file '
'brings. candidate: SQL on s that tells the candidates.';
