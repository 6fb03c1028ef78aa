create or replace function tabular_import_engine.rows_with_key_sql(
    plan tabular_import_engine.import_plan, outcome tabular_import_engine.statement_outcome
)
returns text
language sql
stable
security invoker
begin atomic
    select coalesce(
        (
            select
                tabular_import_engine.fill(
                    $sql$
pg_catalog.strpos(
    {detail}, pg_catalog.format('(%s)=(%s)', {names}, pg_catalog.concat_ws(', ', {values}))
) > 0
$sql$,
                    'detail', quote_nullable((rows_with_key_sql.outcome).detail),
                    'names', quote_literal(string_agg(c.column_name, ', ' order by n.position)),
                    'values', string_agg(
                        format(
                            $sql$pg_catalog.format('%%s', %s)$sql$,
                            tabular_import_engine.plan_value_sql(
                                rows_with_key_sql.plan, h.position, c.type_id, c.typmod, format('s.c%s', h.position)
                            )
                        ),
                        ', ' order by n.position
                    )
                )
            from pg_constraint as k
            cross join unnest(k.conkey) with ordinality as n (number, position)
            inner join
                tabular_import_engine.target_columns((rows_with_key_sql.plan).table_id) as c
                on c.column_number = n.number
            left join
                unnest((rows_with_key_sql.plan).header) with ordinality as h (name, position)
                on h.name = c.column_name
            where
                k.contype = 'f' and k.conrelid = (rows_with_key_sql.plan).table_id
                and k.conname::text = (rows_with_key_sql.outcome).constraint_name
            having bool_and(h.position is not null)
        ),
        'false'
    );
end;

comment on function tabular_import_engine.rows_with_key_sql(
    tabular_import_engine.import_plan, tabular_import_engine.statement_outcome
) is
'SQL on s, the staging table: the row has the key that the DETAIL of a dangling reference names.';
